import * as z from 'zod/mini';
import { Employee } from '#domain/catalog/employees.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const getEmployee = {
  name: 'getEmployee',
  method: 'GET',
  path: '/v1/employees/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Read an employee.',
  roles: rights.getEmployee,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  etag: true,
  reply: Employee,
} as const satisfies Route;
