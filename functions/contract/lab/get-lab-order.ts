import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { LabOrderReply } from '#domain/order/projection.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const getLabOrder = {
  name: 'getLabOrder',
  method: 'GET',
  path: '/v1/lab/orders/{tenantId}/{number}',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Read an order sent to the laboratory.',
  roles: rights.getLabOrder,
  takes: z.strictObject({ params: labNumber, query: nothing, body: nothing }),
  etag: true,
  reply: LabOrderReply,
} as const satisfies Route;
