import * as z from 'zod/mini';
import { Employee } from '#domain/catalog/employees.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutEmployee = z.strictObject(
  z.omit(Employee, {
    employeeId: true,
    ...revisionMembers,
  }).shape,
);
