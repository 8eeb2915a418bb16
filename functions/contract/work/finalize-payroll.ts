import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { FinalizePayroll } from '#domain/order/requests/finalize-payroll.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const finalizePayroll = {
  name: 'finalizePayroll',
  method: 'PUT',
  path: '/v1/orders/{number}/payroll/finalized',
  folder: 'work',
  audience: 'clinic',
  summary: 'Lock or unlock the payroll.',
  roles: actions.finalizePayroll.roles,
  takes: z.strictObject({ params: number, query: nothing, body: FinalizePayroll }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
