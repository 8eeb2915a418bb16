import * as z from 'zod';
import { Id } from '#domain/kernel/identifiers.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { text } from '#domain/kernel/text.ts';
import { rights } from '#domain/order/actions.ts';
import { Status } from '#domain/order/statuses.ts';
import { page, pageOf } from '#functions/contract/paging.ts';
import { nothing } from '#functions/contract/parts.ts';
import { OrderRow } from '#functions/contract/replies/order-row.ts';
import type { Route } from '#functions/contract/route.ts';

/** Filters of an order list: by status, alone or with a customer; or by patient. */
const OrdersQuery = z
  .strictObject({ status: Status.optional(), customerId: Id.optional(), patient: text(64).optional(), ...page })
  .refine((query) => query.patient === undefined || (query.status === undefined && query.customerId === undefined), {
    ...rule('patient_not_alone'),
    path: ['patient'],
  });

export const listOrders = {
  name: 'listOrders',
  method: 'GET',
  path: '/v1/orders',
  folder: 'orders',
  audience: 'clinic',
  summary: 'List orders by status, customer or patient.',
  roles: rights.listOrders,
  takes: z.strictObject({ params: nothing, query: OrdersQuery, body: nothing }),
  reply: pageOf(OrderRow),
} as const satisfies Route;
