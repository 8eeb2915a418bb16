import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const editOrder = {
  name: 'editOrder',
  method: 'PATCH',
  path: '/v1/orders/{number}',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Edit a draft.',
  roles: actions.editOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: OrderPatch }),
  mergePatch: true,
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
