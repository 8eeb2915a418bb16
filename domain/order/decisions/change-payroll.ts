import { actorOf } from '#domain/kernel/caller.ts';
import { accept, type Fault, fault, refuse, refuseFaults } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { Act } from '#domain/order/act.ts';
import { change } from '#domain/order/decide.ts';
import { bounds, type Order, type PayrollRecord } from '#domain/order/order.ts';
import type { AddPayrollRecord, FinalizePayroll } from '#domain/order/requests/payroll.ts';

/** Adds an amount that a technician earns on this order. */
export const addPayrollRecord = change('addPayrollRecord', (order, body: AddPayrollRecord, act) => {
  const { records, finalized } = order.payroll;
  if (finalized) return refuse({ code: 'payroll_finalized' });
  const faults = recordFaults(order, body, act);
  if (faults.length > 0) return refuseFaults(faults);
  const { employeeId, amount, note } = body;
  const by = actorOf(act.caller);
  const record: PayrollRecord = { recordId: act.newId(), employeeId, amount, ...(note && { note }), at: act.at, by };
  return accept({ ...order, payroll: { ...order.payroll, records: [...records, record] } });
});

function recordFaults(order: Order, { employeeId, amount }: AddPayrollRecord, { catalog }: Act): Fault[] {
  const faults: Fault[] = [];
  const employee = catalog.employees.get(employeeId);
  if (!employee) faults.push(fault('/employeeId', 'unknown_employee'));
  else if (!employee.active) faults.push(fault('/employeeId', 'inactive_employee', employee));
  const { currency } = order;
  if (amount.currency !== currency) faults.push(fault('/amount/currency', 'other_currency', { currency }));
  if (order.payroll.records.length >= bounds.payrollRecords)
    faults.push(fault('', 'too_many_records', { most: bounds.payrollRecords }));
  return faults;
}

/** Removes a payroll record. */
export const removePayrollRecord = change('removePayrollRecord', (order, { recordId }: { recordId: Id }) => {
  const records = order.payroll.records.filter((record) => record.recordId !== recordId);
  if (records.length === order.payroll.records.length) return refuse({ code: 'not_found' });
  if (order.payroll.finalized) return refuse({ code: 'payroll_finalized' });
  return accept({ ...order, payroll: { ...order.payroll, records } });
});

/** Locks everything that changes pay, or unlocks it. */
export const finalizePayroll = change('finalizePayroll', (order, { finalized }: FinalizePayroll) =>
  accept({ ...order, payroll: { ...order.payroll, finalized } }),
);
