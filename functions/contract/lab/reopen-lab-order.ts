import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { ReopenOrder } from '#domain/order/requests/reopen-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const reopenLabOrder = {
  name: 'reopenLabOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/reopen',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Take back that the work is finished or on its way.',
  roles: actions.reopenLabOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: ReopenOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
