import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const getOrder = {
  name: 'getOrder',
  method: 'GET',
  path: '/v1/orders/{number}',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Read an order.',
  roles: actions.getOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: nothing }),
  etag: true,
  reply: OrderReply,
} as const satisfies Route;
