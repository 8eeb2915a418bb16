import { Employee } from '#domain/catalog/employees.ts';

export const PutEmployee = Employee.omit({
  employeeId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
}).strict();
