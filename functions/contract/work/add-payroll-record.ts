import * as z from 'zod/mini';
import { actions } from '#domain/order/actions.ts';
import { OrderReply } from '#domain/order/projection.ts';
import { AddPayrollRecord } from '#domain/order/requests/add-payroll-record.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

export const addPayrollRecord = {
  name: 'addPayrollRecord',
  method: 'POST',
  path: '/v1/orders/{number}/payroll-records',
  folder: 'work',
  audience: 'clinic',
  summary: 'Add a payroll record: an amount that a technician earns.',
  roles: actions.addPayrollRecord.roles,
  takes: z.strictObject({ params: number, query: nothing, body: AddPayrollRecord }),
  ifMatch: 'required',
  retryKey: true,
  minimal: true,
  reply: OrderReply,
} as const satisfies Route;
