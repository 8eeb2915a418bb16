import * as z from 'zod/mini';
import { Employee } from '#domain/catalog/employees.ts';
import { rights } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const listEmployees = {
  name: 'listEmployees',
  method: 'GET',
  path: '/v1/employees',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'List the employees.',
  roles: rights.listEmployees,
  takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  reply: pageOf(Employee),
} as const satisfies Route;
