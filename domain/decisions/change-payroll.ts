import type { Act } from '#domain/act.ts';
import { actorOf } from '#domain/caller.ts';
import { accept, type Decision, type Fault, refuse, refuseFaults } from '#domain/decision.ts';
import type { Id } from '#domain/identifiers.ts';
import { bounds, type Order, type PayrollRecord } from '#domain/order.ts';
import type { AddPayrollRecord, FinalizePayroll } from '#domain/requests.ts';

/** Adds a sum that a technician earns on this order. */
export function addPayrollRecord(order: Order, body: AddPayrollRecord, act: Act): Decision<Order> {
  const { records, finalized } = order.payroll;
  if (finalized) return refuse({ code: 'payroll_finalized' });
  const faults = recordFaults(order, body, act);
  if (faults.length > 0) return refuseFaults(faults);
  const { employeeId, amount, note } = body;
  const by = actorOf(act.caller);
  const record: PayrollRecord = { recordId: act.newId(), employeeId, amount, ...(note && { note }), at: act.at, by };
  return accept({ ...order, payroll: { ...order.payroll, records: [...records, record] } });
}

function recordFaults(order: Order, { employeeId, amount }: AddPayrollRecord, { catalog }: Act): Fault[] {
  const faults: Fault[] = [];
  const employee = catalog.employees.get(employeeId);
  if (!employee)
    faults.push({ pointer: '/employeeId', code: 'unknown_employee', message: 'You have no such employee.' });
  else if (!employee.active)
    faults.push({
      pointer: '/employeeId',
      code: 'inactive_employee',
      message: `${employee.firstName} ${employee.lastName} is no longer active.`,
    });
  if (amount.currency !== order.currency)
    faults.push({
      pointer: '/amount/currency',
      code: 'other_currency',
      message: `The order is in ${order.currency}.`,
    });
  if (order.payroll.records.length >= bounds.payrollRecords)
    faults.push({
      pointer: '',
      code: 'too_many_records',
      message: `An order takes at most ${bounds.payrollRecords} payroll records.`,
    });
  return faults;
}

/** Takes a sum away again. */
export function removePayrollRecord(order: Order, recordId: Id): Decision<Order> {
  const records = order.payroll.records.filter((record) => record.recordId !== recordId);
  if (records.length === order.payroll.records.length) return refuse({ code: 'not_found' });
  if (order.payroll.finalized) return refuse({ code: 'payroll_finalized' });
  return accept({ ...order, payroll: { ...order.payroll, records } });
}

/** Locks everything that changes pay, or opens it again. */
export function finalizePayroll(order: Order, { finalized }: FinalizePayroll): Decision<Order> {
  return accept({ ...order, payroll: { ...order.payroll, finalized } });
}
