import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const removePayrollRecord = {
  name: 'removePayrollRecord',
  method: 'DELETE',
  path: '/v1/orders/{number}/payroll-records/{recordId}',
  folder: 'work',
  audience: 'clinic',
  summary: 'Remove a payroll record.',
  roles: actions.removePayrollRecord.roles,
  takes: z.strictObject({ params: z.extend(number, { recordId: Id }), query: nothing, body: nothing }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
