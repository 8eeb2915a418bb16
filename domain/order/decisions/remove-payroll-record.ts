import { accept, refuse } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { change } from '#domain/order/decide.ts';

/** Removes a payroll record. */
export const removePayrollRecord = change('removePayrollRecord', (order, { recordId }: { recordId: Id }) => {
  const records = order.payroll.records.filter((record) => record.recordId !== recordId);
  if (records.length === order.payroll.records.length) return refuse({ code: 'not_found' });
  if (order.payroll.finalized) return refuse({ code: 'payroll_finalized' });
  return accept({ ...order, payroll: { ...order.payroll, records } });
});
