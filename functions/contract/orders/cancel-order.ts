import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { CancelOrder } from '#domain/order/requests/cancel-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const cancelOrder = {
  name: 'cancelOrder',
  method: 'POST',
  path: '/v1/orders/{number}/cancel',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Cancel a draft, or an order that its laboratory has not accepted.',
  roles: actions.cancelOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: CancelOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
