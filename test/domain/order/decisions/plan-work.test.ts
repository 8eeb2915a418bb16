import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Laboratory } from '#domain/catalog/laboratories.ts';
import { Service, type TaskTemplate } from '#domain/catalog/services.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import { dateIn, isWorkingDay, leadDates } from '#domain/kernel/calendar.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import type { Order, Task } from '#domain/order/order.ts';
import { payrollOf } from '#domain/order/payroll.ts';
import { redated } from '#domain/order/plan.ts';
import { priceOf } from '#domain/order/price.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import { demoServices } from '#infra/local/demo/catalog.ts';
import {
  accepted,
  act,
  apex,
  at,
  bright,
  catalog,
  complete,
  copy,
  crown,
  dentist,
  draft,
  edit,
  employee,
  eur,
  faultsIn,
  manager,
  messageOf,
  novak,
  ownApex,
  publish,
  replyTo,
  saved,
  service,
  shade,
  technician,
  today,
} from '#test/support/orders.ts';

const revision = { version: 1, updatedAt: at, updatedBy: { sub: 'maria', role: 'manager' as const } };
const employees = [employee('timo'), employee('zoe'), employee('gone', false)];

const template = (templateId: string, other: Partial<TaskTemplate> = {}): TaskTemplate => ({
  templateId,
  name: `The ${templateId}`,
  price: eur(500),
  leadDays: 1,
  per: 'unit',
  ...other,
});
const stepped = (base: Service, ...tasks: TaskTemplate[]): Service => ({ ...base, tasks });

const plannedCrown = stepped(
  crown,
  template('checkin', { per: 'order', leadDays: 5, employeeId: 'timo' }),
  template('mill', { leadDays: 3, employeeId: 'zoe' }),
  template('glaze', { leadDays: 2, employeeId: 'gone' }),
  template('inspect', { per: 'order', leadDays: 1 }),
);
const services = [plannedCrown, service('express-courier', 'piece', 18_00)];
const laboratories = [ownApex, bright];
const planning = (other: Partial<NewOrderAct> = {}) =>
  act({ catalog: catalog({ services, employees, laboratories }), ...other });

const automatic = PlanWork.parse({ mode: 'automatic' });
const byHand = (...tasks: object[]) => PlanWork.parse({ mode: 'manual', tasks });
const plan = (order: Order, how = planning()) => accepted(planWork.decide(order, automatic, how));

/** Replaces the plan by the tasks of a reply. */
const replace = (order: Order, tasks: object[], how = planning()) =>
  editWorkPlan.decide(
    order,
    EditWorkPlan.parse({ tasks: tasks.map(({ leadDays: _, ...task }: Partial<Task>) => task) }),
    how,
  );
const taskOf = ({ workPlan }: Order, name: string): Task => {
  const task = workPlan.tasks.find((one) => one.name === name);
  if (!task) throw new Error(`No task ${name}.`);
  return task;
};

/** Due on Friday 2026-12-18, with two lines of the same service. */
const twoLines = {
  ...complete,
  services: [
    { serviceId: 'zirconia-crown', teeth: ['11', '21'], shade },
    { serviceId: 'zirconia-crown', teeth: ['36'], shade },
    { serviceId: 'express-courier' },
  ],
};

describe('an automatic plan', () => {
  const order = plan(draft(twoLines, planning()));

  it('has a task for every line and per-unit template, and one for every service and per-order template', () => {
    expect(order.workPlan.tasks.map(({ name, quantity }) => [name, quantity])).toEqual([
      ['The checkin', 1],
      ['The mill', 2],
      ['The glaze', 2],
      ['The inspect', 1],
      ['The mill', 1],
      ['The glaze', 1],
    ]);
  });

  it('dates each task its lead days before the order is due', () => {
    expect(taskOf(order, 'The checkin').dueDate).toBe('2026-12-11');
    expect(taskOf(order, 'The inspect').dueDate).toBe('2026-12-17');
  });

  it('gives each task to its default technician if they are active', () => {
    expect(taskOf(order, 'The mill').employeeId).toBe('zoe');
    expect(taskOf(order, 'The glaze')).not.toHaveProperty('employeeId');
  });

  it('names the services without task templates', () => {
    expect(order.workPlan.unplannedServices).toEqual([{ serviceId: 'express-courier', name: 'The express-courier' }]);
  });

  it('again leaves what a later release has said of them', () => {
    const unplannedServices = order.workPlan.unplannedServices.map((one) => ({ ...one, why: 'bought' }));
    const later = { ...order, workPlan: { ...order.workPlan, unplannedServices } };
    expect(plan(later)).toEqual(later);
  });

  it('has no dates while the order has no due date', () => {
    const undated = plan(draft({ ...twoLines, dueDate: null }, planning()));
    expect(undated.workPlan.tasks).toHaveLength(6);
    for (const task of undated.workPlan.tasks) expect(task).not.toHaveProperty('dueDate');
  });

  it('is refused for an order without a line', () => {
    expect(faultsIn(planWork.decide(draft({}, planning()), automatic, planning()))).toEqual([
      '/services services_missing',
    ]);
  });

  it('moves a per-order task to the next line of its service if its line has gone, and adds no second one', () => {
    const [, second, courier] = order.services;
    const without = accepted(edit(order, { services: [second, courier].map(sent) }, planning()));
    expect(plan(without).workPlan.tasks).toEqual(order.workPlan.tasks);
  });

  it('says what it would add before it is made', () => {
    const before = draft(twoLines, planning());
    const effects = planWork.effects(before, plan(before));
    expect(effects).toHaveLength(6);
    expect(effects.map(messageOf)[0]).toContain('Dec 11, 2026');
  });

  it('warns of a due date that is too early, with the first late task and the earliest feasible date', () => {
    const hasty = plan(draft({ ...twoLines, dueDate: '2026-12-16' }, planning()));
    expect(replyTo(hasty, manager, act().settings, () => today, {}).warnings).toMatchObject([
      {
        code: 'due_date_too_early',
        pointer: '/dueDate',
        taskId: taskOf(hasty, 'The checkin').taskId,
        earliestDueDate: '2026-12-18',
      },
    ]);
    expect(hasty.workPlan.tasks).toHaveLength(6);
  });

  it('lets the first task fall on today', () => {
    expect(replyTo(order, manager, act().settings, () => '2026-12-11', {}).warnings).toEqual([]);
    expect(replyTo(order, manager, act().settings, () => '2026-12-12', {}).warnings).toMatchObject([
      { code: 'due_date_too_early' },
    ]);
  });

  it('is refused at the bound, with the count', () => {
    const steps = Array.from({ length: 8 }, (_, index) => template(`step-${index}`));
    const how = planning({ catalog: catalog({ services: [stepped(crown, ...steps)], employees }) });
    const lines = (count: number) => Array.from({ length: count }, () => ({ serviceId: 'zirconia-crown' }));
    const refused = planWork.decide(draft({ services: lines(100) }, how), automatic, how);
    expect(faultsIn(refused)).toEqual([' too_many_tasks']);
    expect(JSON.stringify(refused)).toContain('800');
    const full = saved(null, accepted(planWork.decide(draft({ services: lines(25) }, how), automatic, how)));
    expect(full.workPlan.tasks).toHaveLength(200);
    expect(JSON.stringify(full).length).toBeLessThan(300 * 1024);
  });
});

/** The members of a task in a reply that may be sent back. */
const sent = (shown: unknown): object => {
  const { service: _, teeth: _teeth, pontics: _pontics, ...rest } = Object(shown);
  return rest;
};

describe('planning again', () => {
  it('adds only what is missing, and changes nothing that was set by hand', () => {
    const order = plan(draft(twoLines, planning()));
    const [first, ...others] = order.workPlan.tasks;
    const byHandNow = accepted(
      replace(order, [
        { ...first, price: eur(9_99), dueDate: '2026-12-14', employeeId: 'zoe' },
        ...others.slice(1),
        { name: 'Call the clinic' },
      ]),
    );
    const again = plan(byHandNow);
    expect(again.workPlan.tasks).toHaveLength(7);
    expect(again.workPlan.tasks[0]).toMatchObject({ price: eur(9_99), dueDate: '2026-12-14', employeeId: 'zoe' });
    expect(again.workPlan.tasks.at(-1)?.name).toBe(others[0]?.name);
  });

  it('is asked for when the services of an automatic plan have changed, and removes no task', () => {
    const order = plan(draft(twoLines, planning()));
    const edited = accepted(edit(order, { services: order.services.slice(1).map(sent) }, planning()));
    expect(edited.workPlan.outdated).toBe(true);
    expect(edited.workPlan.tasks).toEqual(order.workPlan.tasks);
    expect(plan(edited).workPlan.outdated).toBe(true);
    const { warnings } = replyTo(plan(edited), manager, act().settings, () => today, {});
    expect(warnings.map(({ code }) => code)).toEqual(['plan_outdated', 'task_outdated', 'task_outdated']);
    const fitting = plan(edited).workPlan.tasks.filter(({ lineId }) => lineId !== order.services[0]?.lineId);
    expect(accepted(replace(plan(edited), fitting)).workPlan.outdated).toBe(false);
    expect(accepted(replace(plan(edited), plan(edited).workPlan.tasks)).workPlan.outdated).toBe(true);
  });

  it('is no longer asked for once the tasks were replaced, if all templates are per order', () => {
    const once = [stepped(crown, template('inspect', { per: 'order' })), service('express-courier', 'piece', 18_00)];
    const how = planning({ catalog: catalog({ services: once, employees }) });
    const order = plan(draft(twoLines, how), how);
    const edited = accepted(edit(order, { services: order.services.toReversed().map(sent) }, how));
    expect(edited.workPlan.outdated).toBe(true);
    expect(accepted(replace(edited, edited.workPlan.tasks, how)).workPlan.outdated).toBe(false);
  });

  it('is not asked for by an edit that leaves services alone, nor under a plan made by hand', () => {
    const order = plan(draft(twoLines, planning()));
    expect(accepted(edit(order, { note: 'Soon, please', dueDate: '2026-12-21' }, planning())).workPlan.outdated).toBe(
      false,
    );
    const manual = accepted(planWork.decide(draft(twoLines, planning()), byHand({ name: 'Call' }), planning()));
    expect(accepted(edit(manual, { services: [] }, planning())).workPlan.outdated).toBe(false);
  });
});

describe('the dates of a plan, taken anew from the due date', () => {
  const { settings } = act();
  const catalogue = catalog({ services, employees }).services;
  const datesOf = (tasks: readonly Task[]) => tasks.map(({ dueDate }) => dueDate);
  const undated = plan(draft({ ...twoLines, dueDate: null }, planning()));

  it('are those that planning gives, once there is a due date, and when it has moved', () => {
    const plannedFor = (dueDate: string) => plan(draft({ ...twoLines, dueDate }, planning()));
    const wanted = datesOf(plannedFor('2026-12-23').workPlan.tasks);
    for (const before of [undated, plannedFor('2026-12-18'), plannedFor('2027-01-20')])
      expect(datesOf(redated({ ...before, dueDate: '2026-12-23' }, catalogue, settings))).toEqual(wanted);
  });

  it('stay as they are while there is no due date, and for tasks that are done or were added by hand', () => {
    expect(redated(undated, catalogue, settings)).toEqual(undated.workPlan.tasks);
    const before = plan(draft({ ...twoLines, dueDate: '2026-12-18' }, planning()));
    const [first, ...others] = before.workPlan.tasks.map((task, index) =>
      index ? task : { ...task, doneAt: act().at },
    );
    const tasks = first ? [first, ...others] : [];
    const after = redated(
      { ...before, dueDate: '2026-12-23', workPlan: { ...before.workPlan, tasks } },
      catalogue,
      settings,
    );
    expect(after.map((task, index) => task.dueDate === tasks[index]?.dueDate)).toEqual(
      tasks.map((_, index) => index === 0),
    );
    const call = { name: 'Call', dueDate: '2026-12-24', lineId: undated.services[0]?.lineId };
    const both = accepted(planWork.decide({ ...undated, dueDate: '2026-12-18' }, byHand(call), planning()));
    expect(datesOf(redated(both, catalogue, settings)).at(-1)).toBe('2026-12-24');
  });

  it('go by the lead days that the task was planned with when its template is gone', () => {
    const moved = { ...undated, dueDate: '2026-12-18' };
    expect(redated(moved, catalog({ services: [] }).services, settings)).toEqual(redated(moved, catalogue, settings));
  });

  it('change nothing else of a task', () => {
    const moved = redated({ ...undated, dueDate: '2026-12-18' }, catalogue, settings);
    expect(moved.map(({ dueDate: _, ...task }) => task)).toEqual(undated.workPlan.tasks);
  });
});

describe('tasks by hand', () => {
  const order = draft(twoLines, planning());

  it('stand beside the automatic ones', () => {
    const both = plan(accepted(planWork.decide(order, byHand({ name: 'Call the clinic' }), planning())));
    expect(both.workPlan.tasks.map(({ origin }) => origin)).toEqual(['manual', ...Array(6).fill('automatic')]);
  });

  it('name their line, and its service', () => {
    const lineId = order.services[1]?.lineId;
    const planned = accepted(
      planWork.decide(order, byHand({ name: 'Polish', lineId, quantity: 2, price: eur(0) }), planning()),
    );
    expect(planned.workPlan.tasks[0]).toMatchObject({
      lineId,
      serviceId: 'zirconia-crown',
      quantity: 2,
      price: eur(0),
    });
  });

  it.each([
    ['an employee of another tenant', { employeeId: 'stranger' }, '/tasks/0/employeeId unknown_employee'],
    ['an inactive employee', { employeeId: 'gone' }, '/tasks/0/employeeId inactive_employee'],
    ['a line of another order', { lineId: 'elsewhere' }, '/tasks/0/lineId unknown_line'],
    [
      'a price in another currency',
      { price: { amount: 1, currency: 'USD' } },
      '/tasks/0/price/currency other_currency',
    ],
  ])('are refused for %s', (_, member, fault) => {
    expect(faultsIn(planWork.decide(order, byHand({ name: 'Polish', ...member }), planning()))).toEqual([fault]);
  });

  it('are refused by their schema for a negative price, an empty list and a list of 201', () => {
    const tasks = (count: number) => Array.from({ length: count }, () => ({ name: 'Polish' }));
    const codes = (body: object) => PlanWork.safeParse(body).error?.issues.map(({ path }) => path.join('/'));
    expect(codes({ mode: 'manual', tasks: [{ name: 'Polish', price: eur(-1) }] })).toEqual(['tasks/0/price/amount']);
    expect(codes({ mode: 'manual', tasks: [] })).toEqual(['tasks']);
    expect(codes({ mode: 'manual', tasks: tasks(201) })).toEqual(['tasks']);
    const full = accepted(planWork.decide(order, byHand(...tasks(200)), planning()));
    expect(faultsIn(planWork.decide(full, byHand(...tasks(1)), planning()))).toEqual(['/tasks too_many_tasks']);
  });

  it('are warned of when they are due after the order', () => {
    const late = accepted(planWork.decide(order, byHand({ name: 'Polish', dueDate: '2026-12-19' }), planning()));
    const { warnings } = replyTo(late, manager, act().settings, () => today, {});
    expect(warnings).toMatchObject([{ code: 'task_after_due_date', pointer: '/workPlan/tasks/0/dueDate' }]);
  });
});

describe('replacing the list of tasks', () => {
  const order = plan(draft(twoLines, planning()));

  it('reorders, edits, removes and adds in one step', () => {
    const [first, second] = order.workPlan.tasks;
    const { tasks } = accepted(
      replace(order, [{ ...second, name: 'Mill twice' }, first ?? {}, { name: 'Call', quantity: 3 }]),
    ).workPlan;
    expect(tasks.map(({ name, origin }) => [name, origin])).toEqual([
      ['Mill twice', 'automatic'],
      ['The checkin', 'automatic'],
      ['Call', 'manual'],
    ]);
  });

  it('takes back what a reply shows, unchanged', () => {
    const shown = replyTo(order, manager, act().settings, () => today, {}).workPlan.tasks;
    expect(accepted(replace(order, JSON.parse(JSON.stringify(shown))))).toEqual(order);
  });

  it('leaves what is not named, and clears what is null', () => {
    const [first] = order.workPlan.tasks;
    const task = { taskId: first?.taskId, name: 'The checkin' };
    expect(accepted(replace(order, [task])).workPlan.tasks).toEqual([first]);
    const cleared = accepted(replace(order, [{ ...task, employeeId: null, price: null, dueDate: null }]));
    expect(cleared.workPlan.tasks[0]).not.toHaveProperty('employeeId');
    expect(cleared.workPlan.tasks[0]).not.toHaveProperty('price');
  });

  it('changes a price member by member, and refuses a new one with what it lacks', () => {
    const task = { taskId: order.workPlan.tasks[0]?.taskId, name: 'The checkin' };
    const [changed] = accepted(replace(order, [{ ...task, price: { amount: 7 } }])).workPlan.tasks;
    expect(changed?.price).toEqual(eur(7));
    expect(faultsIn(replace(order, [{ name: 'Polish', price: { amount: 7 } }]))).toEqual([
      '/tasks/0/price/currency required',
    ]);
    expect(faultsIn(replace(order, [{ name: 'Polish', price: { currency: 'EUR' } }]))).toEqual([
      '/tasks/0/price/amount required',
    ]);
  });

  it('lets an employee who has left keep what stands, and gives them nothing new', () => {
    const [first, second] = order.workPlan.tasks;
    const left = planning({ catalog: catalog({ services, employees: [employee('timo', false), employee('zoe')] }) });
    expect(accepted(replace(order, [first ?? {}], left)).workPlan.tasks).toEqual([first]);
    expect(faultsIn(replace(order, [{ ...second, employeeId: 'timo' }], left))).toEqual([
      '/tasks/0/employeeId inactive_employee',
    ]);
  });

  it('is refused for a task it does not know, one named twice, and a member that cannot be set', () => {
    const [first, second] = order.workPlan.tasks;
    expect(faultsIn(replace(order, [{ taskId: 'nothing', name: 'X' }]))).toEqual(['/tasks/0/taskId unknown_task']);
    expect(faultsIn(replace(order, [first ?? {}, first ?? {}]))).toEqual(['/tasks/1/taskId duplicate_task']);
    expect(faultsIn(replace(order, [{ ...second, templateId: 'other' }]))).toEqual(['/tasks/0/templateId read_only']);
  });
});

describe('what was set by hand', () => {
  it('survives editing lines, planning again, changing the customer and publishing', () => {
    const priced = draft({ ...twoLines, services: [{ ...twoLines.services[0], unitPrice: eur(50_00) }] }, planning());
    const [first, ...others] = plan(priced).workPlan.tasks;
    const set = { price: eur(7_77), dueDate: '2026-12-15', employeeId: 'zoe' };
    let order = accepted(replace(plan(priced), [{ ...first, ...set }, ...others]));
    order = accepted(
      edit(
        order,
        { services: [{ ...sent(order.services[0]), note: 'A' }, { serviceId: 'express-courier' }] },
        planning(),
      ),
    );
    order = plan(order);
    order = { ...order, customerId: novak.customerId };
    order = accepted(publish(order, {}, planning()));
    expect(order.workPlan.tasks[0]).toMatchObject(set);
    expect(order.services[0]?.unitPrice).toEqual(eur(50_00));
  });
});

describe('planning for a laboratory', () => {
  const elsewhere = planning({ catalog: catalog({ services, employees }) });
  const warnings = (order: Order, body: PlanWork) => {
    const decision = planWork.decide(order, body, elsewhere);
    return decision.kind === 'accepted' ? decision.warnings.map(({ pointer, code }) => [pointer, code]) : decision;
  };

  it('that is not the organisation’s own warns that its technicians would be paid for others’ work', () => {
    const foreign = draft(twoLines, elsewhere);
    for (const body of [automatic, byHand({ name: 'Call' })])
      expect(warnings(foreign, body)).toEqual([['/laboratoryId', 'not_our_laboratory']]);
  });

  it('that is its own, or is not chosen yet, warns of nothing', () => {
    expect(warnings(draft(twoLines, planning()), automatic)).toEqual([]);
    expect(warnings(draft({ ...twoLines, laboratoryId: undefined }, elsewhere), automatic)).toEqual([]);
  });

  it('knows it as it was when the laboratory was chosen, copied or sent', () => {
    const own = draft(twoLines, planning());
    expect(own.laboratory?.own).toBe(true);
    const chosen = accepted(edit(own, { laboratoryId: 'bright-lab' }, planning()));
    expect(chosen.laboratory).toEqual({ name: 'Bright' });
    expect(accepted(publish(own, {}, elsewhere)).laboratory).not.toHaveProperty('own');
    expect(accepted(copy(own, {}, elsewhere)).laboratory).not.toHaveProperty('own');
  });
});

describe('planOnPublish', () => {
  const settings: Settings = { ...act().settings, planOnPublish: true };
  const how = planning({ settings });

  it('makes the plan when an order without tasks is published', () => {
    expect(accepted(publish(draft(twoLines, how), {}, how)).workPlan.tasks).toHaveLength(6);
  });

  it('makes none for a laboratory that is not the organisation’s own when the order is sent', () => {
    const sentBy = (one: Laboratory) => {
      const elsewhere = planning({ settings, catalog: catalog({ services, employees, laboratories: [one] }) });
      const decision = publish(draft(twoLines, how), {}, elsewhere);
      return [accepted(decision).workPlan.tasks.length, decision.kind === 'accepted' && decision.warnings];
    };
    expect(sentBy(apex)).toEqual([0, []]);
    expect(sentBy(ownApex)).toEqual([6, []]);
    const foreign = draft(twoLines, planning({ catalog: catalog({ services, employees }) }));
    expect(accepted(publish(foreign, {}, how)).workPlan.tasks).toHaveLength(6);
  });

  it('leaves an order alone that has a task', () => {
    const one = accepted(planWork.decide(draft(twoLines, how), byHand({ name: 'Call' }), how));
    expect(accepted(publish(one, {}, how)).workPlan.tasks).toHaveLength(1);
  });

  it('makes none under a finalized payroll or past the bound, and says so', () => {
    const draftNow = draft(twoLines, how);
    const finalized = publish({ ...draftNow, payroll: { records: [], finalized: true } }, {}, how);
    expect(accepted(finalized).workPlan.tasks).toEqual([]);
    expect(finalized.kind === 'accepted' && finalized.warnings).toMatchObject([{ code: 'plan_not_made' }]);

    const many = Array.from({ length: 50 }, (_, index) => template(`step-${index}`));
    const lines = Array.from({ length: 5 }, () => ({ serviceId: 'zirconia-crown', teeth: ['11'], shade }));
    const big = planning({
      settings,
      catalog: catalog({ services: [stepped(crown, ...many)], employees, laboratories }),
    });
    const sentAnyway = publish(draft({ ...complete, services: lines }, big), {}, big);
    expect(accepted(sentAnyway)).toMatchObject({ status: 'published', workPlan: { tasks: [] } });
    expect(sentAnyway.kind === 'accepted' && sentAnyway.warnings).toMatchObject([{ code: 'plan_not_made' }]);
  });
});

describe('who sees the plan', () => {
  const order = plan(draft(twoLines, planning()));
  const prices = (caller: Parameters<typeof replyTo>[1]) =>
    replyTo(order, caller, act().settings, () => today, {}).workPlan.tasks.map((task) => 'price' in task && task.price);

  it('a dentist sees every task and no pay', () => {
    expect(new Set(prices(dentist))).toEqual(new Set([false]));
    expect(prices(dentist)).toHaveLength(6);
  });

  it('a technician sees the pay of their own tasks only', () => {
    expect(prices(technician)).toEqual([eur(500), false, false, false, false, false]);
  });
});

describe('random catalogues, orders and calendars', () => {
  const templates = fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { maxLength: 5 }).chain((ids) =>
    fc.tuple(
      ...ids.map((id) =>
        fc.record({
          leadDays: fc.nat(30),
          per: fc.constantFrom('unit' as const, 'order' as const),
          price: fc.nat(10_000).map(eur),
          employeeId: fc.constantFrom('timo', 'zoe', 'gone'),
          templateId: fc.constant(`step-${id}`),
        }),
      ),
    ),
  );
  const world = fc.record({
    one: templates,
    two: templates,
    lines: fc.array(fc.constantFrom('zirconia-crown', 'express-courier'), { minLength: 1, maxLength: 8 }),
    dueIn: fc.integer({ min: 0, max: 60 }),
    week: fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 }),
    closed: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 10 }),
  });
  type World = typeof world extends fc.Arbitrary<infer One> ? One : never;

  const made = ({ one, two, lines, dueIn, week, closed }: World) => {
    const settings: Settings = {
      ...act().settings,
      workingWeek: week.map((day) => ({ day, from: '09:00', to: '18:00' })),
      exceptions: closed.map((day) => ({
        date: `2026-12-${String(day).padStart(2, '0')}`,
        reason: 'Closed',
        annually: false,
      })),
    };
    const named = (list: World['one']) => list.map((each) => ({ ...template(each.templateId), ...each }));
    const entries = [stepped(crown, ...named(one)), stepped(service('express-courier', 'piece', 18_00), ...named(two))];
    const how = act({ settings, catalog: catalog({ services: entries, employees }) });
    const dueDate = new Date(Date.parse(today) + dueIn * 86_400_000).toISOString().slice(0, 10);
    const order = draft({ dueDate, services: lines.map((serviceId) => ({ serviceId })) }, how);
    return { order, how, settings, entries };
  };

  it('planning twice equals planning once, and every run gives the same plan', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { order, how } = made(given);
        const once = plan(order, how);
        expect(plan(once, how)).toEqual(once);
        expect(plan(order, how)).toEqual(once);
      }),
    );
  });

  it('no task falls on a day off, and each names the service and template that it came from', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { order, how, settings, entries } = made(given);
        for (const task of plan(order, how).workPlan.tasks) {
          const from = entries.find(({ serviceId }) => serviceId === task.serviceId)?.tasks;
          const step = from?.find(({ templateId }) => templateId === task.templateId);
          expect(step).toBeDefined();
          expect(order.services.find(({ lineId }) => lineId === task.lineId)?.serviceId).toBe(task.serviceId);
          const lead = step?.leadDays ?? 0;
          expect(task.dueDate).toBe(leadDates(order.dueDate, [lead], settings).get(lead));
          expect(isWorkingDay(task.dueDate ?? '', settings)).toBe(true);
        }
      }),
    );
  });

  it('a per-order task is planned and paid once, however many lines its service has', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { order, how, entries } = made(given);
        const { tasks } = plan(order, how).workPlan;
        for (const { serviceId, tasks: steps } of entries)
          for (const { templateId, per } of steps) {
            const lines = order.services.filter((line) => line.serviceId === serviceId).length;
            const found = tasks.filter((task) => task.serviceId === serviceId && task.templateId === templateId);
            expect(found).toHaveLength(per === 'unit' ? lines : Math.min(1, lines));
            if (per === 'order' && lines > 0) expect(found[0]?.quantity).toBe(1);
          }
      }),
    );
  });

  it('removing a line flags a plan that has tasks and removes none', () => {
    fc.assert(
      fc.property(world, (given) => {
        const { order, how } = made(given);
        const before = plan(order, how);
        const after = accepted(edit(before, { services: before.services.slice(1).map(sent) }, how));
        expect(after.workPlan.tasks).toEqual(before.workPlan.tasks);
        expect(after.workPlan.outdated).toBe(before.workPlan.tasks.length > 0);
      }),
    );
  });

  it('dates do not depend on the zone: only today does', () => {
    const zones = ['Etc/GMT+12', 'Pacific/Pago_Pago', 'America/Chicago', 'UTC', 'Europe/Berlin', 'Pacific/Kiritimati'];
    const instants = ['2026-03-29T00:59:00.000Z', '2026-10-25T00:59:00.000Z', '2026-12-11T23:30:00.000Z'];
    const plans = zones.flatMap((timeZone) =>
      instants.map((instant) => {
        const settings = { ...act().settings, timeZone };
        const how = planning({ settings, at: instant, today: dateIn(timeZone, instant) });
        return plan(draft(twoLines, how), how).workPlan.tasks.map(({ name, dueDate }) => [name, dueDate]);
      }),
    );
    expect(new Set(plans.map((each) => JSON.stringify(each))).size).toBe(1);
  });
});

describe('the worked example of domain/README.md', () => {
  const staff = [employee('everybody')];
  const demo = demoServices('EUR', () => 'everybody').map(({ id, body }) =>
    Service.parse({ serviceId: id, ...body, ...revision }),
  );
  const how = act({ catalog: catalog({ services: demo, employees: staff }), today: '2026-12-01' });
  // 20 working days from Tuesday 2026-12-01, Monday to Friday.
  const order = draft(
    {
      ...complete,
      dueDate: '2026-12-29',
      services: [
        { serviceId: 'zirconia-crown', teeth: ['11', '21'], shade },
        { serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'], shade },
        { serviceId: 'cast-partial', teeth: ['36', '37', '46'], shade },
      ],
    },
    how,
  );
  const full = plan({ ...order, discount: { type: 'percentage', percent: 5 } }, how);

  it('comes out to the cent: 1,053.00 less 5 % is 1,000.35', () => {
    expect(priceOf(full)).toEqual({ subtotal: eur(1_053_00), discount: eur(52_65), total: eur(1_000_35) });
  });

  it('comes out to the day: 21 tasks, the first 18 working days before', () => {
    expect(full.workPlan.tasks).toHaveLength(21);
    const dates = full.workPlan.tasks.map(({ dueDate }) => dueDate).toSorted();
    expect(dates[0]).toBe('2026-12-03');
    expect(full.workPlan.tasks.find(({ dueDate }) => dueDate === dates[0])?.templateId).toBe('pour');
  });

  it('pays 190.00 and leaves 810.35', () => {
    const payroll = payrollOf(full, new Map(staff.map((one) => [one.employeeId, one])), manager);
    expect(payroll).toMatchObject({ total: eur(190_00), margin: eur(810_35) });
  });
});
