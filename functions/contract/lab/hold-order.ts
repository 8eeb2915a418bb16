import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { HoldOrder } from '#domain/order/requests/laboratory/hold-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const holdOrder = {
  name: 'holdOrder',
  method: 'PUT',
  path: '/v1/lab/orders/{tenantId}/{number}/hold',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Say what the laboratory waits for; null goes on.',
  roles: actions.holdOrder.roles,
  takes: z.strictObject({ params: labNumber, query: nothing, body: HoldOrder }),
  retryKey: true,
  minimal: true,
  reply: LabOrderReply,
} as const satisfies Route;
