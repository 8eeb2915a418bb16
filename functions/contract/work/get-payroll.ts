import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { Amount } from '#domain/kernel/money.ts';
import { actions } from '#domain/order/actions.ts';
import { WarningReply } from '#domain/order/projection.ts';
import { nothing, number } from '#functions/contract/parts.ts';
import type { Route } from '#functions/contract/route.ts';

const paid = { quantity: z.int(), price: z.nullable(Amount), amount: Amount };
const Source = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('task'),
    taskId: z.string(),
    name: z.string(),
    serviceId: z.optional(Id),
    templateId: z.optional(Id),
  }),
  z.strictObject({ kind: z.literal('record'), recordId: Id, note: z.optional(z.string()) }),
]);
export const PayLine = z.strictObject({ source: Source, employeeId: z.nullable(Id), ...paid });

const Payroll = z.strictObject({
  byEmployee: z.array(
    z.strictObject({
      employeeId: Id,
      name: z.optional(z.string()),
      total: Amount,
      lines: z.array(z.strictObject({ source: Source, ...paid })),
    }),
  ),
  byTask: z.array(PayLine),
  records: z.array(PayLine),
  unassigned: z.optional(z.array(PayLine)),
  total: Amount,
  orderTotal: z.optional(Amount),
  margin: z.optional(Amount),
  finalized: z.boolean(),
  warnings: z.array(WarningReply),
});

export const getPayroll = {
  name: 'getPayroll',
  method: 'GET',
  path: '/v1/orders/{number}/payroll',
  folder: 'work',
  audience: 'clinic',
  summary: 'Read what technicians earn on an order.',
  roles: actions.getPayroll.roles,
  takes: z.strictObject({ params: number, query: nothing, body: nothing }),
  reply: Payroll,
} as const satisfies Route;
