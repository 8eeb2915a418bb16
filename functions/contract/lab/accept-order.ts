import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { AcceptOrder } from '#domain/order/requests/laboratory/accept-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const acceptOrder = {
  name: 'acceptOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/accept',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Take an order into production, or correct what was promised.',
  roles: actions.acceptOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: AcceptOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
