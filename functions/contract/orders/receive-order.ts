import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { ReceiveOrder } from '#domain/order/requests/receive-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const receiveOrder = {
  name: 'receiveOrder',
  method: 'POST',
  path: '/v1/orders/{number}/receive',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Say that the work is in the clinic.',
  roles: actions.receiveOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: ReceiveOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
