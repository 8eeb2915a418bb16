import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { WithdrawOrder } from '#domain/order/requests/withdraw-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const withdrawOrder = {
  name: 'withdrawOrder',
  method: 'POST',
  path: '/v1/orders/{number}/withdraw',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Take a published order back from its laboratory.',
  roles: actions.withdrawOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: WithdrawOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
