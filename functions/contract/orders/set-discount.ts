import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const setDiscount = {
  name: 'setDiscount',
  method: 'PUT',
  path: '/v1/orders/{number}/discount',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Set a discount; null removes it.',
  roles: actions.setDiscount.roles,
  takes: z.strictObject({ params: number, query: nothing, body: SetDiscount }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
