import * as z from 'zod/mini';
import { Employee } from '#domain/catalog/employees.ts';
import { PutEmployee } from '#domain/catalog/requests/put-employee.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, stamp } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

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
    body: z.extend(PutEmployee, { employeeId: readOnly, ...stamp }),
  }),
  ifMatch: 'honoured',
  adds: true,
  minimal: true,
  reply: Employee,
} as const satisfies Route;
