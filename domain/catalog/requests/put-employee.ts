import * as z from 'zod/mini';
import { Employee } from '#domain/catalog/employees.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';

export const PutEmployee = z.strictObject(
  z.omit(Employee, {
    employeeId: true,
    ...stampMembers,
  }).shape,
);
