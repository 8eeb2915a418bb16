import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { PublishOrder } from '#domain/order/requests/publish-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const publishOrder = {
  name: 'publishOrder',
  method: 'POST',
  path: '/v1/orders/{number}/publish',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Publish a draft: send it to its laboratory.',
  roles: actions.publishOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: PublishOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
