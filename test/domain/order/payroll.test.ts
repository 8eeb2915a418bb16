import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedFields } from '#domain/order/changes.ts';
import { addPayrollRecord } from '#domain/order/decisions/add-payroll-record.ts';
import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { finalizePayroll } from '#domain/order/decisions/finalize-payroll.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import { removePayrollRecord } from '#domain/order/decisions/remove-payroll-record.ts';
import { historyEntry } from '#domain/order/history.ts';
import type { Order, Task } from '#domain/order/order.ts';
import { payrollOf } from '#domain/order/payroll.ts';
import { toHistoryReply } from '#domain/order/projection.ts';
import { AddPayrollRecord } from '#domain/order/requests/add-payroll-record.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { seesField, visibilityFor } from '#domain/order/visibility.ts';
import {
  accepted,
  act,
  at,
  catalog,
  complete,
  dentist,
  draft,
  employee,
  eur,
  faultsIn,
  laboratory,
  manager,
  replyTo,
  saved,
  technician,
  today,
} from '#test/support/orders.ts';

const employees = [employee('timo'), employee('zoe'), employee('gone', false)];
const byId = new Map(employees.map((one) => [one.employeeId, one]));
const how = act({ catalog: catalog({ employees }) });

const task = (taskId: string, other: Partial<Task> = {}): Task => ({
  taskId,
  name: `The ${taskId}`,
  origin: 'manual',
  quantity: 1,
  ...other,
});
const withTasks = (...tasks: Task[]): Order => ({
  ...draft(complete),
  workPlan: { tasks, outdated: false, unplannedServices: [] },
});
const add = (order: Order, body: object) =>
  addPayrollRecord.decide(order, AddPayrollRecord.parse({ employeeId: 'timo', amount: eur(5_00), ...body }), how);

describe('the payroll', () => {
  const order = withTasks(
    task('mill', { price: eur(3_00), quantity: 2, employeeId: 'zoe' }),
    task('glaze', { price: eur(6_00), employeeId: 'timo' }),
    task('inspect', { price: eur(2_00) }),
    task('call', { employeeId: 'timo' }),
  );
  const paid = accepted(add(order, { note: 'Training' }));

  it('adds the prices of tasks and the records of each technician', () => {
    const { byEmployee, total } = payrollOf(paid, byId, manager);
    expect(byEmployee.map(({ employeeId, name, total: earns }) => [employeeId, name, earns])).toEqual([
      ['zoe', 'zoe Tech', eur(6_00)],
      ['timo', 'timo Tech', eur(11_00)],
    ]);
    expect(total).toEqual(eur(17_00));
  });

  it('says of every line what it was computed from', () => {
    const timo = payrollOf(paid, byId, manager).byEmployee[1];
    expect(timo?.lines).toMatchObject([
      { source: { kind: 'task', taskId: 'glaze' }, quantity: 1, price: eur(6_00), amount: eur(6_00) },
      { source: { kind: 'task', taskId: 'call' }, price: null, amount: eur(0) },
      { source: { kind: 'record', note: 'Training' }, amount: eur(5_00) },
    ]);
  });

  it('names the tasks that pay nobody yet, the order total and the margin', () => {
    const summary = payrollOf(paid, byId, manager);
    expect(summary).toMatchObject({ orderTotal: eur(119_00), margin: eur(102_00), finalized: false });
    expect(summary.unassigned).toMatchObject([{ source: { taskId: 'inspect' } }]);
    expect(summary.warnings.map(({ code }) => code)).toEqual(['unassigned_tasks']);
  });

  it('warns of a negative margin', () => {
    const dear = withTasks(task('mill', { price: eur(500_00), employeeId: 'zoe' }));
    expect(payrollOf(dear, byId, manager)).toMatchObject({
      margin: eur(-381_00),
      warnings: [{ code: 'negative_margin' }],
    });
  });

  it('shows a technician their own sums and nothing of anybody else, the total or the margin', () => {
    const own = payrollOf(paid, byId, technician);
    expect(own.byEmployee.map(({ employeeId }) => employeeId)).toEqual(['timo']);
    expect(own.total).toEqual(eur(11_00));
    expect(own).not.toHaveProperty('margin');
    expect(own).not.toHaveProperty('orderTotal');
    expect(JSON.stringify(own)).not.toMatch(/zoe|mill|inspect/);
  });

  it('adds up for random prices, quantities and currencies with 0, 2 and 3 decimals', () => {
    const currencies = fc.constantFrom('JPY', 'EUR', 'KWD');
    const who = fc.constantFrom('timo', 'zoe', undefined);
    const tasks = fc.array(fc.tuple(fc.nat(9_999_999), fc.integer({ min: 1, max: 999 }), who), { maxLength: 30 });
    const records = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.constantFrom('timo', 'zoe')));
    fc.assert(
      fc.property(currencies, tasks, records, (currency, someTasks, someRecords) => {
        const by = { sub: 'maria', role: 'manager' as const };
        const random: Order = {
          ...withTasks(
            ...someTasks.map(([amount, quantity, employeeId], index) =>
              task(`t${index}`, { price: { amount, currency }, quantity, ...(employeeId && { employeeId }) }),
            ),
          ),
          currency,
          services: [],
          payroll: {
            finalized: false,
            records: someRecords.map(([amount, employeeId], index) => ({
              recordId: `r${index}`,
              employeeId,
              amount: { amount, currency },
              at,
              by,
            })),
          },
        };
        const assigned = someTasks
          .filter(([, , employeeId]) => employeeId)
          .map(([amount, quantity]) => amount * quantity);
        const expected = [...assigned, ...someRecords.map(([amount]) => amount)].reduce((all, one) => all + one, 0);
        const summary = payrollOf(random, byId, manager);
        expect(summary.total).toEqual({ amount: expected, currency });
        expect(summary.byEmployee.reduce((all, { total }) => all + total.amount, 0)).toBe(expected);
        for (const { total, lines } of summary.byEmployee)
          expect(lines.reduce((all, { amount }) => all + amount.amount, 0)).toBe(total.amount);
        for (const { price, quantity, amount } of summary.byTask)
          expect(amount.amount).toBe((price?.amount ?? 0) * quantity);
      }),
    );
  });
});

describe('a payroll record', () => {
  it('is refused for a stranger, for an employee who has left, and in another currency', () => {
    expect(faultsIn(add(draft(), { employeeId: 'stranger' }))).toEqual(['/employeeId unknown_employee']);
    expect(faultsIn(add(draft(), { employeeId: 'gone' }))).toEqual(['/employeeId inactive_employee']);
    expect(faultsIn(add(draft(), { amount: { amount: 1, currency: 'USD' } }))).toEqual([
      '/amount/currency other_currency',
    ]);
  });

  it('is more than 0', () => {
    const issues = (amount: number) =>
      AddPayrollRecord.safeParse({ employeeId: 'timo', amount: eur(amount) }).error?.issues;
    expect(issues(0)?.map(({ path }) => path.join('/'))).toEqual(['amount/amount']);
    expect(issues(-5)).toHaveLength(1);
    expect(issues(1)).toBeUndefined();
  });

  it('is one of a hundred at most', () => {
    let order = draft();
    for (let record = 0; record < 100; record++) order = accepted(add(order, {}));
    expect(faultsIn(add(order, {}))).toEqual([' too_many_records']);
  });

  it('can be taken away by its id, and one that is not there is not found', () => {
    const order = accepted(add(draft(), {}));
    const recordId = order.payroll.records[0]?.recordId ?? '';
    expect(accepted(removePayrollRecord.decide(order, { recordId }, act())).payroll.records).toEqual([]);
    expect(faultsIn(removePayrollRecord.decide(order, { recordId: 'nothing' }, act()))).toEqual(['not_found']);
  });
});

describe('a finalized payroll', () => {
  const open = accepted(add(withTasks(task('mill', { price: eur(3_00), employeeId: 'zoe' }), task('glaze')), {}));
  const locked = accepted(finalizePayroll.decide(open, { finalized: true }, act()));
  const replace = (...tasks: object[]) => editWorkPlan.decide(locked, EditWorkPlan.parse({ tasks }), how);
  const [mill, glaze] = locked.workPlan.tasks;

  it('refuses everything that changes pay', () => {
    const recordId = locked.payroll.records[0]?.recordId ?? '';
    const refused = [
      add(locked, {}),
      removePayrollRecord.decide(locked, { recordId }, act()),
      planWork.decide(locked, PlanWork.parse({ mode: 'manual', tasks: [{ name: 'Call' }] }), how),
      replace({ ...mill, price: eur(4_00) }, glaze ?? {}),
      replace({ ...mill, quantity: 2 }, glaze ?? {}),
      replace({ ...mill, employeeId: 'timo' }, glaze ?? {}),
      replace(mill ?? {}),
      replace(mill ?? {}, glaze ?? {}, { name: 'Call' }),
    ];
    expect(refused.map((decision) => faultsIn(decision))).toEqual(Array(8).fill(['payroll_finalized']));
  });

  it('lets names, dates and the order of tasks change', () => {
    const { tasks } = accepted(replace({ ...glaze, name: 'Glaze twice', dueDate: '2026-12-14' }, mill ?? {})).workPlan;
    expect(tasks.map(({ name }) => name)).toEqual(['Glaze twice', 'The mill']);
  });

  it('can be reopened, and both are changes that history keeps', () => {
    const finalized = saved(open, locked, 'finalizePayroll');
    const reopened = saved(
      finalized,
      accepted(finalizePayroll.decide(finalized, { finalized: false }, act())),
      'finalizePayroll',
    );
    expect(historyEntry(open, finalized).changes).toMatchObject([{ field: 'payroll', to: { finalized: true } }]);
    expect(historyEntry(finalized, reopened).changes).toMatchObject([{ field: 'payroll', to: { finalized: false } }]);
    expect(add(reopened, {}).kind).toBe('accepted');
  });
});

describe('pay', () => {
  const before = withTasks(task('mill', { price: eur(3_21), employeeId: 'zoe' }));
  const repriced = [task('mill', { price: eur(4_56), employeeId: 'zoe' })];
  const after = accepted(add({ ...before, workPlan: { ...before.workPlan, tasks: repriced } }, { amount: eur(7_89) }));
  const settings = act().settings;

  it('is a change of the payroll and not of the plan', () => {
    expect(changedFields(before, after)).toEqual(['payroll']);
  });

  it.each([dentist, laboratory])('never reaches a $role, in replies, conflict answers or history', (caller) => {
    const entry = historyEntry(before, saved(before, after));
    const order: Order = { ...saved(before, after), status: 'published', laboratoryId: 'apex-lab' };
    const seen = JSON.stringify([
      replyTo(order, caller, settings, () => today, {}),
      toHistoryReply(entry, order, caller, settings),
      entry.changes
        .map(({ field }) => field)
        .filter((field) => seesField(field, visibilityFor(caller, settings, order))),
    ]);
    expect(seen).not.toMatch(/321|456|789|payroll/);
  });

  it('of others never reaches a technician', () => {
    const order: Order = { ...saved(before, after), status: 'published' };
    const seen = JSON.stringify([
      replyTo(order, technician, settings, () => today, {}),
      toHistoryReply(historyEntry(before, order), order, technician, settings),
      payrollOf(order, byId, technician),
    ]);
    expect(seen).not.toMatch(/321|456/);
    expect(seen).toMatch(/789/);
  });
});
