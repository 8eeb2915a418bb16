import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Employee } from '#domain/catalog/employees.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { type Amount, Price, sum, times } from '#domain/kernel/money.ts';
import { same } from '#domain/kernel/same.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import type { Order, PayrollRecord, Task } from '#domain/order/order.ts';
import { priceOf } from '#domain/order/price.ts';
import { payVisibleTo, seesPayOf } from '#domain/order/visibility.ts';

/** Everything that decides what technicians earn on an order. */
function payOf({ workPlan, payroll }: Order) {
  const tasks = workPlan.tasks.map(({ taskId, price, quantity, employeeId }) => ({
    taskId,
    price,
    quantity,
    employeeId,
  }));
  return { records: payroll.records, tasks: tasks.toSorted((one, other) => (one.taskId < other.taskId ? -1 : 1)) };
}

/** Whether a change would alter pay although the payroll is finalized. */
export function payLocked(before: Order, after: Order): boolean {
  return before.payroll.finalized && !same(payOf(before), payOf(after));
}

/** What an amount was computed from. */
type PaySource =
  | ({ kind: 'task' } & Pick<Task, 'taskId' | 'name' | 'serviceId' | 'templateId'>)
  | ({ kind: 'record' } & Pick<PayrollRecord, 'recordId' | 'note'>);

/** One amount of the payroll. */
type PayLine = { source: PaySource; employeeId: Id | null; quantity: number; price: Amount | null; amount: Amount };

/** What only managers see: tasks without a technician, the order's total, and the margin. */
type ForManagers = { unassigned: PayLine[]; orderTotal: Amount; margin: Amount };

/**
 * What technicians earn on an order, in its currency: task price times quantity, plus payroll records. Technicians get
 * only their own amounts; the order's total and the margin are for managers.
 */
export function payrollOf(order: Order, employees: Catalog['employees'], caller: ClinicCaller) {
  const { currency, payroll } = order;
  const total = (lines: readonly PayLine[]) =>
    sum(
      lines.map(({ amount }) => amount),
      currency,
    );
  const pay = payVisibleTo(caller);
  const mine = ({ employeeId }: { employeeId: Id | null }) => seesPayOf(pay, employeeId);

  const tasks = order.workPlan.tasks.map((task) => taskLine(task, currency)).filter(mine);
  const assigned = tasks.filter(({ employeeId }) => employeeId !== null);
  const records = payroll.records.map(recordLine).filter(mine);
  const paid = [...assigned, ...records];
  const byEmployee = [...Map.groupBy(paid, ({ employeeId }) => employeeId ?? '')].map(([employeeId, lines]) => ({
    employeeId,
    name: nameOf(employees.get(employeeId)),
    total: total(lines),
    lines: lines.map(({ source, quantity, price, amount }) => ({ source, quantity, price, amount })),
  }));
  const summary = { byEmployee, byTask: tasks, records, total: total(paid), finalized: payroll.finalized };
  const managers: Partial<ForManagers> = pay === 'all' ? forManagers(order, tasks, summary.total.amount) : {};
  return { ...summary, ...managers, warnings: payrollWarnings(managers) };
}

function forManagers(order: Order, tasks: readonly PayLine[], pay: number): ForManagers {
  const orderTotal = priceOf(order).total;
  const margin = { amount: orderTotal.amount - pay, currency: order.currency };
  return { unassigned: tasks.filter(({ employeeId }) => employeeId === null), orderTotal, margin };
}

function taskLine(
  { taskId, name, serviceId, templateId, employeeId, quantity, price }: Task,
  currency: string,
): PayLine {
  return {
    source: { kind: 'task', taskId, name, serviceId, templateId },
    employeeId: employeeId ?? null,
    quantity,
    price: knownMembers(Price, price ?? null),
    amount: times(price ?? { amount: 0, currency }, quantity),
  };
}

function recordLine({ recordId, employeeId, amount: paid, note }: PayrollRecord): PayLine {
  const amount = knownMembers(Price, paid);
  return { source: { kind: 'record', recordId, note }, employeeId, quantity: 1, price: amount, amount };
}

const nameOf = (employee: Employee | undefined) => (employee ? fullName(employee) : undefined);

function payrollWarnings({ unassigned = [], margin }: Partial<ForManagers>): Warning[] {
  const warnings: Warning[] = [];
  if (unassigned.length > 0) warnings.push(warning(null, 'unassigned_tasks', { count: unassigned.length }));
  if (margin && margin.amount < 0) warnings.push(warning(null, 'negative_margin'));
  return warnings;
}
