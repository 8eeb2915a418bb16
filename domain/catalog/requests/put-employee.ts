import { Employee } from '#domain/catalog/employees.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutEmployee = Employee.omit({
  employeeId: true,
  ...revisionMembers,
}).strict();
