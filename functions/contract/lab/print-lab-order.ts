import * as z from 'zod/mini';
import { rights } from '#domain/order/actions.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { labNumber, nothing } from '#functions/contract/parts.ts';
import { Document } from '#functions/contract/replies/document.ts';
import type { Route } from '#functions/contract/route.ts';

export const printLabOrder = {
  name: 'printLabOrder',
  method: 'POST',
  path: '/v1/lab/orders/{tenantId}/{number}/print',
  folder: 'lab',
  audience: 'laboratory',
  summary: 'Print an order sent to the laboratory, and get a link to the PDF.',
  roles: rights.printLabOrder,
  takes: z.strictObject({ params: labNumber, query: nothing, body: PrintOrder }),
  success: 201,
  minimal: true,
  reply: Document,
} as const satisfies Route;
