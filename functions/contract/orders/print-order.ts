import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { PrintOrder } from '#domain/printing/requests/print-order.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import { Document } from '#functions/contract/replies/document.ts';
import type { Route } from '#functions/contract/route.ts';

export const printOrder = {
  name: 'printOrder',
  method: 'POST',
  path: '/v1/orders/{number}/print',
  folder: 'orders',
  audience: 'clinic',
  summary: 'Print the order form or a label.',
  roles: actions.printOrder.roles,
  takes: z.strictObject({ params: number, query: nothing, body: PrintOrder }),
  success: 201,
  minimal: true,
  reply: Document,
} as const satisfies Route;
