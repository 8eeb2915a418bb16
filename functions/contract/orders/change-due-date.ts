import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { ChangeDueDate } from '#domain/order/requests/change-due-date.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const changeDueDate = {
  name: 'changeDueDate',
  method: 'PUT',
  path: '/v1/orders/{number}/due-date',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Move the due date of an order that is at its laboratory.',
  roles: actions.changeDueDate.roles,
  takes: z.strictObject({ params: number, query: nothing, body: ChangeDueDate }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
