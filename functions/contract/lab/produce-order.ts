import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { ProduceOrder } from '#domain/order/requests/laboratory/produce-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const produceOrder = {
  name: 'produceOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/produce',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Say that the work is finished.',
  roles: actions.produceOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: ProduceOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
