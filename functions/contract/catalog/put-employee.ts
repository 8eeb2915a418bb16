import * as z from 'zod';
import { Employee } from '#domain/catalog/employees.ts';
import { PutEmployee } from '#domain/catalog/requests/put-employee.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, readOnly, revision } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

/** Add or replace an employee. */
export const putEmployee = {
  name: 'putEmployee',
  method: 'PUT',
  path: '/v1/employees/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Add or replace an employee.',
  roles: rights.putEmployee,
  takes: z.strictObject({
    params: id,
    query: nothing,
    body: PutEmployee.extend({ employeeId: readOnly, ...revision }),
  }),
  ifMatch: 'honoured',
  adds: true,
  reply: Employee,
} as const satisfies Route;
