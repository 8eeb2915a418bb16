import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { ShipOrder } from '#domain/order/requests/laboratory/ship-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const shipOrder = {
  name: 'shipOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/ship',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Say that the work is on its way, or correct how.',
  roles: actions.shipOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: ShipOrder }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
