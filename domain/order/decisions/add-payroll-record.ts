import { actorOf } from '#domain/kernel/caller.ts';
import { accept, type Fault, fault, refuse, refuseFaults } from '#domain/kernel/decision.ts';
import type { Act } from '#domain/order/act.ts';
import { change } from '#domain/order/decide.ts';
import { bounds, type Order, type PayrollRecord } from '#domain/order/order.ts';
import type { AddPayrollRecord } from '#domain/order/requests/add-payroll-record.ts';

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
