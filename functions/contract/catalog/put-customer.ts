import * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { PutCustomer } from '#domain/catalog/requests/put-customer.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { rights } from '#domain/order/actions.ts';
import { id, nothing, stamp } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const putCustomer = {
  name: 'putCustomer',
  method: 'PUT',
  path: '/v1/customers/{id}',
  folder: 'catalog',
  audience: 'clinic',
  summary: 'Add or replace a customer.',
  roles: rights.putCustomer,
  takes: z.strictObject({
    params: id,
    query: nothing,
    body: z.extend(PutCustomer, { customerId: readOnly, ...stamp }),
  }),
  ifMatch: 'honoured',
  adds: true,
  minimal: true,
  reply: Customer,
} as const satisfies Route;
