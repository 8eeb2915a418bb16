import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const getCustomer = {
  name: 'getCustomer',
  method: 'GET',
  path: '/v1/customers/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Read a customer.',
  roles: rights.getCustomer,
  takes: z.strictObject({ params: id, query: nothing, body: nothing }),
  etag: true,
  reply: Customer,
} as const satisfies Route;
