import { describe, expect, test } from 'vitest';
import { dateGaps, datesFromDue } from '#desk/order/work/plan/dates-from-due.ts';
import { planChanges } from '#desk/order/work/plan/plan-changes.ts';
import { mergedTyped, newTask, planBody, type Task, tasksTyped } from '#desk/order/work/plan/plan-typed.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import type { Order } from '#domain/order/order.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { asRead, serviceFor, wire } from '#test/desk/order/form/replies.ts';
import { accepted, act, at, catalog, complete, crown, draft, eur, manager } from '#test/support/orders.ts';

const task = (taskId: string, other: Partial<Task> = {}): Task => ({
  ...{ taskId, name: `Task ${taskId}`, origin: 'manual', quantity: 1, price: eur(500) },
  ...other,
});
const [mill, glaze, pack] = [task('mill'), task('glaze'), task('pack')];

describe('two plans', () => {
  test('differ by tasks added, removed and changed; their sequence is no difference', () => {
    const later = { ...glaze, dueDate: '2026-12-15' };
    expect(planChanges([mill, glaze], [later, pack])).toEqual({
      added: [pack],
      removed: [mill],
      changed: [{ from: glaze, to: later, members: ['dueDate'] }],
    });
    expect(planChanges([mill, glaze], [glaze, mill])).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('the dates of a plan', () => {
  const template = { templateId: 'mill', name: 'Mill', price: eur(500), leadDays: 3, per: 'unit' as const };
  const service = { ...crown, tasks: [template] };
  const { services = [], settings = {} } = asRead({
    services: [serviceFor(service, manager)],
    settings: defaultSettings,
  });
  const known = { services, settings };
  const how = act({ catalog: catalog({ services: [service] }) });
  const planned = (dueDate: string | null) =>
    accepted(planWork.decide(draft({ ...complete, dueDate }, how), { mode: 'automatic' }, how));
  const call = { name: 'Call', dueDate: '2026-12-24' };
  const withCall = (order: Order) =>
    accepted(planWork.decide(order, PlanWork.parse({ mode: 'manual', tasks: [call] }), how));
  const dates = (order: Order) => datesFromDue(wire(order), known, en, new Date(at));

  test('are taken from a due date that was chosen later, by the rule of planning, and shown before they are saved', () => {
    const { changed, body, warnings } = dates({ ...planned(null), dueDate: '2026-12-18' });
    expect(changed.map(({ from, to }) => [from.dueDate, to.dueDate])).toEqual([[undefined, '2026-12-15']]);
    expect(EditWorkPlan.parse(body).tasks.map(({ dueDate }) => dueDate)).toEqual(['2026-12-15']);
    expect(warnings).toEqual([]);
  });

  test('do not change when they follow from the due date already, nor those of tasks added by hand', () => {
    const order = withCall(planned('2026-12-18'));
    expect(dates(order).changed).toEqual([]);
    const moved = { ...order, dueDate: '2026-12-23' };
    expect(dates(moved).changed.map(({ to }) => [to.name, to.dueDate])).toEqual([['Mill', '2026-12-18']]);
    expect(dates(moved).body.tasks.map(({ dueDate }) => dueDate)).toEqual(['2026-12-18', '2026-12-24']);
  });

  test('say beforehand that the due date is too early for them, and which stay behind it', () => {
    const { warnings } = dates(withCall({ ...planned(null), dueDate: '2026-12-14' }));
    expect(warnings).toEqual([
      '"Mill" has to be done by Dec 9, 2026, which has passed. The earliest possible due date is Dec 16, 2026. Move the due date, then set the dates of the work plan from it.',
      '"Call" is done on Dec 24, 2026, after the order is due.',
    ]);
  });

  test('disagree with the due date where an automatic task has none, or a task is to be done after it', () => {
    expect(dateGaps(wire(withCall(planned(null))))).toEqual({ undated: 1, late: 0 });
    expect(dateGaps(wire(withCall(planned('2026-12-23'))))).toEqual({ undated: 0, late: 1 });
    expect(dateGaps(wire(planned('2026-12-23')))).toEqual({ undated: 0, late: 0 });
  });
});

describe('a plan that is typed', () => {
  test('is sent back as it was when nothing is typed, and clears what is emptied', () => {
    const planned = task('a', { employeeId: 'timo', dueDate: '2026-12-15', quantity: 3, lineId: 'l-1' });
    const body = planBody(tasksTyped([planned]), 'EUR');
    const { origin: _, ...sent } = planned;
    expect(body).toEqual({ tasks: [sent] });
    expect(EditWorkPlan.safeParse(body).success).toBe(true);
    const [typed = newTask] = tasksTyped([planned]);
    const cleared = { ...typed, employeeId: '', dueDate: '', price: ' ', quantity: '' };
    expect(planBody([cleared], 'EUR').tasks[0]).toMatchObject({
      ...{ taskId: 'a', employeeId: null, dueDate: null, price: null, quantity: null },
    });
  });

  test('takes money as people write it', () => {
    expect(planBody([{ ...newTask, name: 'Mill', price: '119,50' }], 'EUR').tasks[0]).toMatchObject({
      price: eur(119_50),
    });
  });

  test('takes over what somebody else has changed of tasks that nobody types into, and keeps what is typed', () => {
    const typed = tasksTyped([mill, glaze, pack]).map((row) =>
      row.taskId === 'glaze' ? { ...row, name: 'Glaze twice' } : row,
    );
    const theirs = [{ ...mill, dueDate: '2026-12-15' }, { ...glaze, dueDate: '2026-12-16' }, task('check')];
    const merged = mergedTyped([mill, glaze, pack], theirs, [...typed, newTask]);
    expect(merged.map(({ taskId, name, dueDate }) => [taskId, name, dueDate])).toEqual([
      ['mill', 'Task mill', '2026-12-15'],
      ['glaze', 'Glaze twice', ''],
      ['', '', ''],
      ['check', 'Task check', ''],
    ]);
  });

  test('keeps a task that is typed into and that somebody else has removed, as a new one', () => {
    const typed = tasksTyped([mill]).map((row) => ({ ...row, name: 'Mill slowly' }));
    expect(mergedTyped([mill], [], typed)).toMatchObject([{ taskId: '', name: 'Mill slowly', origin: 'manual' }]);
  });
});
