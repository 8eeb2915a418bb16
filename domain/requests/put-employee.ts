import { Employee } from '#domain/employees.ts';

export const PutEmployee = Employee.omit({
  employeeId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
}).strict();
