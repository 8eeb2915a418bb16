import * as z from 'zod/mini';
import type { Telling } from '#desk/order/work/history/telling.ts';
import { Price } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import { noPayroll, Payroll } from '#domain/order/order.ts';

/** The payroll as the history has it: with the prices of tasks, which are pay. */
export const PayrollThen = z.extend(Payroll, { taskPrices: z._default(z.record(z.string(), Price), {}) });
type PayrollThen = z.output<typeof PayrollThen>;

/** What has changed of the pay: records, prices of tasks that were there before and after, and whether it is locked. */
export function payChanges(
  before: PayrollThen = { ...noPayroll, taskPrices: {} },
  after: PayrollThen = { ...noPayroll, taskPrices: {} },
  { words, money, employee }: Telling,
): string[] {
  const idsOf = ({ records }: PayrollThen) => new Set(records.map(({ recordId }) => recordId));
  const [had, has] = [idsOf(before), idsOf(after)];
  const kept = Object.entries(before.taskPrices).filter(([taskId]) => Object.hasOwn(after.taskPrices, taskId));
  const repriced = kept.filter(([taskId, price]) => !same(price, after.taskPrices[taskId]));
  return [
    ...after.records
      .filter(({ recordId }) => !had.has(recordId))
      .map(({ amount, employeeId }) =>
        words.recordAdded(money(amount), employee(employeeId) ?? words.somebody.technician),
      ),
    ...before.records
      .filter(({ recordId }) => !has.has(recordId))
      .map(({ amount, employeeId }) =>
        words.recordRemoved(money(amount), employee(employeeId) ?? words.somebody.technician),
      ),
    ...(repriced.length > 0 ? [words.repriced(repriced.length)] : []),
    ...(before.finalized === after.finalized ? [] : [after.finalized ? words.finalized : words.reopened]),
  ];
}
