import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { ReopenOrder } from '#domain/order/requests/reopen-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const reopenOrder = {
  name: 'reopenOrder',
  method: 'POST',
  path: '/v1/orders/{number}/reopen',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Send the work back to its laboratory.',
  roles: actions.reopenOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: ReopenOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
