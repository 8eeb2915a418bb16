import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { CopyOrder } from '#domain/order/requests/copy-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const copyOrder = {
  name: 'copyOrder',
  method: 'POST',
  path: '/v1/orders/{number}/copy',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Copy an order into a new draft.',
  roles: actions.copyOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: CopyOrder }),
  retryKey: true,
  success: 201,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
