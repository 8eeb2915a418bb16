import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { ReturnOrder } from '#domain/order/requests/laboratory/return-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const returnOrder = {
  name: 'returnOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/return',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Give an order back to its clinic, with reasons.',
  roles: actions.returnOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: ReturnOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
