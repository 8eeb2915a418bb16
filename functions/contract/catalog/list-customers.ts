import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { rights } from '#domain/order/actions.ts';
import { Page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const listCustomers = {
  name: 'listCustomers',
  method: 'GET',
  path: '/v1/customers',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'List the customers.',
  roles: rights.listCustomers,
  takes: z.strictObject({ params: nothing, query: Page, body: nothing }),
  reply: pageOf(Customer),
} as const satisfies Route;
