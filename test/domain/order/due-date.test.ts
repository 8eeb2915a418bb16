import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaskTemplate } from '#domain/catalog/services.ts';
import { defaultSettings, type Settings } from '#domain/catalog/settings.ts';
import { addDays, type CalendarException } from '#domain/kernel/calendar.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import { nextVersion } from '#domain/order/changes.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import type { Order } from '#domain/order/order.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import {
  accepted,
  act,
  catalog,
  complete,
  crown,
  dentist,
  draft,
  edit,
  eur,
  manager,
  ownApex,
  publish,
  replyTo,
  saved,
  service,
  today,
} from '#test/support/orders.ts';

const template = (leadDays: number): TaskTemplate => ({
  templateId: `step-${leadDays}`,
  name: `Step ${leadDays}`,
  price: eur(500),
  leadDays,
  per: 'unit',
});
const courier = service('express-courier', 'piece', 18_00);

/** An act with a crown whose task templates have these lead days. */
const leading = (leads: number[], other: Partial<NewOrderAct> = {}) =>
  act({
    catalog: catalog({ services: [{ ...crown, tasks: leads.map(template) }, courier], laboratories: [ownApex] }),
    ...other,
  });
const how = leading([5, 1]);

const automatic = PlanWork.parse({ mode: 'automatic' });
const planned = (order: Order, acting = how) => accepted(planWork.decide(order, automatic, acting));
const byHand = (order: Order, ...tasks: object[]) =>
  accepted(planWork.decide(order, PlanWork.parse({ mode: 'manual', tasks }), how));

const warningsOf = (order: Order, caller = manager as typeof manager | typeof dentist, day = today) =>
  replyTo(order, caller, defaultSettings, () => day, {}).warnings;
const codesOf = (...shown: Parameters<typeof warningsOf>) => warningsOf(...shown).map(({ code }) => code);

/** A plan made on Friday 2026-12-11 whose first task was due on the Friday before. */
const hasty = planned(draft({ ...complete, dueDate: '2026-12-11' }, how));

const anyDay = fc.nat(90).map((days) => addDays(today, days));
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const exception = fc
  .record({ start: fc.nat(90), length: fc.nat(20), annually: fc.boolean(), shorter: fc.boolean() })
  .map(({ start, length, annually, shorter }): CalendarException => {
    const first = addDays(today, start);
    const day = { date: first, until: addDays(first, length), reason: 'Off', annually };
    return shorter ? { ...day, from: '09:00', to: '12:00' } : day;
  });
const anySettings = fc
  .record({
    workingWeek: fc
      .subarray([...days], { minLength: 1 })
      .map((week) => week.map((day) => ({ day, from: '09:00', to: '18:00' }))),
    exceptions: fc.array(exception, { maxLength: 4 }),
    productionDays: fc.nat(15),
  })
  .map((said): Settings => ({ ...defaultSettings, ...said }));

describe('a due date that is too early for the plan', () => {
  it('is a warning in every reply with the draft, also to its dentist and after another edit', () => {
    const edited = accepted(edit(hasty, { note: 'Soon' }, leading([5, 1], { caller: dentist })));
    for (const [order, caller] of [
      [hasty, manager],
      [hasty, dentist],
      [edited, dentist],
    ] as const)
      expect(warningsOf(order, caller)).toMatchObject([
        {
          pointer: '/dueDate',
          code: 'due_date_too_early',
          taskId: `${order.services[0]?.lineId}.zirconia-crown.step-5`,
          earliestDueDate: '2026-12-18',
          message:
            '"Step 5" has to be done by Dec 4, 2026, which has passed. The earliest possible due date is Dec 18, 2026. Move the due date, then set the dates of the work plan from it.',
        },
      ]);
  });

  it('says what helps where the day stands in the plan: its dates once the due date is late enough, or that of the task', () => {
    const moved = accepted(edit(hasty, { dueDate: '2026-12-18' }, how));
    expect(warningsOf(moved)[0]?.message).toBe(
      '"Step 5" has to be done by Dec 4, 2026, which has passed. Set the dates of the work plan from the due date.',
    );
    const task = { name: 'Call', dueDate: '2026-12-04' };
    expect(warningsOf(byHand(draft({ dueDate: '2026-12-18' }, how), task))[0]?.message).toBe(
      '"Call" has to be done by Dec 4, 2026, which has passed. Give it a later date in the work plan.',
    );
  });

  it('becomes a warning as days pass', () => {
    const order = planned(draft(complete, how));
    expect(codesOf(order)).toEqual([]);
    expect(warningsOf(order, manager, '2026-12-14')).toMatchObject([{ earliestDueDate: '2026-12-21' }]);
  });

  it('is a warning if the due date is set after the plan was made', () => {
    const undated = planned(draft({ ...complete, dueDate: null }, how));
    expect(codesOf(undated)).toEqual([]);
    const dated = accepted(edit(undated, { dueDate: '2026-12-16' }, how));
    expect(warningsOf(dated)).toMatchObject([{ code: 'due_date_too_early', earliestDueDate: '2026-12-18' }]);
  });

  it('is a warning for tasks by hand, too, with or without a due date of the order', () => {
    const task = { name: 'Call the clinic', dueDate: '2026-12-10' };
    expect(warningsOf(byHand(draft(complete, how), task))).toMatchObject([
      { code: 'due_date_too_early', taskId: expect.stringMatching(/^new-/), earliestDueDate: '2026-12-18' },
    ]);
    expect(codesOf(byHand(draft({}, how), task))).toEqual(['due_date_too_early']);
    expect(codesOf(byHand(draft({}, how), { ...task, dueDate: today }, { name: 'Undated' }))).toEqual([]);
  });

  it('names the first late task', () => {
    const late = (dueDate: string) => ({ name: dueDate, dueDate });
    const order = byHand(draft(complete, how), late('2026-12-10'), late('2026-12-08'), late('2026-12-09'));
    expect(warningsOf(order)).toMatchObject([{ message: expect.stringContaining('"2026-12-08"') }]);
  });

  it('is about tasks that are still to be done: none that is done is late, or due after the order', () => {
    const done = (order: Order, index: number): Order => {
      const tasks = order.workPlan.tasks.map((task, at) => (at === index ? { ...task, doneAt: how.at } : task));
      return { ...order, workPlan: { ...order.workPlan, tasks } };
    };
    expect(warningsOf(hasty)).toMatchObject([{ message: expect.stringContaining('"Step 5"') }]);
    expect(warningsOf(done(hasty, 0))).toMatchObject([{ message: expect.stringContaining('"Step 1"') }]);
    expect(codesOf(done(done(hasty, 0), 1))).toEqual([]);
    const after = byHand(draft({ dueDate: '2026-12-18' }, how), { name: 'Call', dueDate: '2026-12-21' });
    expect(codesOf(after)).toEqual(['task_after_due_date']);
    expect(codesOf(done(after, 0))).toEqual([]);
  });

  it('uses the lead days of the plan, not those of the line', () => {
    const order = planned(draft(complete, leading([1])), leading([9, 1]));
    expect(warningsOf(order)).toMatchObject([{ code: 'due_date_too_early', earliestDueDate: '2026-12-24' }]);
  });

  it('is a warning if the calendar has no working day', () => {
    const closed = { date: '2016-01-01', until: '2036-12-31', reason: 'Closed', annually: false };
    const settings: Settings = { ...defaultSettings, exceptions: [closed] };
    const [warning] = replyTo(
      planned(draft(complete, how), { ...how, settings }),
      manager,
      settings,
      () => today,
      {},
    ).warnings;
    expect(warning).toMatchObject({ code: 'due_date_too_early', earliestDueDate: undefined });
    expect(warning?.message).toBe('The calendar leaves no working day for "Step 5" before Dec 18, 2026.');
  });

  it('names no earliest date for old lines that have no lead days stored', () => {
    const services = hasty.services.map(({ service: { leadDays: _, ...snapshot }, ...line }) => ({
      ...line,
      service: snapshot,
    }));
    const [warning] = warningsOf({ ...hasty, services });
    expect(warning).toMatchObject({ code: 'due_date_too_early', earliestDueDate: undefined });
    expect(warning?.message).toBe(
      '"Step 5" has to be done by Dec 4, 2026, which has passed. Move the due date, then set the dates of the work plan from it.',
    );
  });
});

describe('a due date that is too early for the plan that publishing will make', () => {
  const planning: Settings = { ...defaultSettings, planOnPublish: true };
  const publishing = leading([5, 1], { settings: planning });
  /** Due on the Friday on which it is written; the first of its tasks would have been due a week before. */
  const late = draft({ ...complete, dueDate: today }, publishing);
  const shown = (order: Order, said = planning, day = today) => replyTo(order, dentist, said, () => day, {}).warnings;

  it('is a warning in every reply with the draft, which has no task to name', () => {
    expect(shown(late)).toEqual([
      {
        pointer: '/dueDate',
        code: 'due_date_too_early',
        earliestDueDate: '2026-12-18',
        message:
          'The work has to begin by Dec 4, 2026, which has passed. The earliest possible due date is Dec 18, 2026.',
      },
    ]);
    expect(shown(accepted(edit(late, { dueDate: '2026-12-17' }, publishing)))).toMatchObject([
      { code: 'due_date_too_early', earliestDueDate: '2026-12-18' },
    ]);
    expect(shown(accepted(edit(late, { dueDate: '2026-12-18' }, publishing)))).toEqual([]);
  });

  it('is a warning if the calendar has no working day', () => {
    const closed = { date: '2016-01-01', until: '2036-12-31', reason: 'Closed', annually: false };
    expect(shown(late, { ...planning, exceptions: [closed] })).toMatchObject([
      { message: 'The calendar leaves no working day for the work before Dec 11, 2026.' },
      { code: 'due_on_day_off' },
    ]);
  });

  it('is none where publishing makes no plan: without the setting, for another’s laboratory, with a task, or with a payroll that is finalized', () => {
    expect(shown({ ...late, laboratory: { name: 'Apex' } })).toEqual([]);
    expect(shown({ ...late, laboratoryId: null, laboratory: null })).toEqual([]);
    expect(shown(late, defaultSettings)).toEqual([]);
    expect(shown(byHand(late, { name: 'Call the clinic' }))).toEqual([]);
    expect(shown({ ...late, payroll: { ...late.payroll, finalized: true } })).toEqual([]);
  });

  it('is none without a due date, without a line, or of a line whose lead is not known', () => {
    expect(shown({ ...late, dueDate: null })).toEqual([]);
    expect(shown({ ...late, services: [] })).toEqual([]);
    const services = late.services.map(({ service: { leadDays: _, ...snapshot }, ...line }) => ({
      ...line,
      service: snapshot,
    }));
    expect(shown({ ...late, services })).toEqual([]);
    const [known] = late.services;
    expect(shown({ ...late, services: known ? [...services, known] : [] })).toMatchObject([
      { code: 'due_date_too_early', earliestDueDate: undefined },
    ]);
  });

  it('is the warning that the reply to the publication has, for any lead, any calendar and any day', () => {
    const tooEarly = (order: Order, said: Settings, day: string, done: { at?: string } = {}) =>
      replyTo(order, dentist, said, () => day, done)
        .warnings.filter(({ code }) => code === 'due_date_too_early')
        .map(({ earliestDueDate }) => earliestDueDate);
    fc.assert(
      fc.property(
        anySettings,
        anyDay,
        fc.uniqueArray(fc.nat(25), { minLength: 1, maxLength: 4 }),
        fc.nat(40),
        (calendar, day, leads, ahead) => {
          const said = { ...calendar, planOnPublish: true };
          const acting = leading(leads, { settings: said, today: day });
          const order = draft({ ...complete, dueDate: addDays(day, ahead) }, acting);
          const sent = saved(order, accepted(publish(order, {}, acting)), 'publishOrder');
          expect(sent.workPlan.tasks).toHaveLength(leads.length);
          expect(tooEarly(order, said, day)).toEqual(tooEarly(sent, said, day, { at: sent.publishedAt ?? '' }));
        },
      ),
    );
  });

  it('is none of an order that was published without a plan', () => {
    const tooMany = leading(
      Array.from({ length: 201 }, (_, lead) => lead),
      { settings: planning },
    );
    const sent = saved(late, accepted(publish(late, {}, tooMany)), 'publishOrder');
    expect(sent.workPlan.tasks).toEqual([]);
    expect(replyTo(sent, manager, planning, () => today, { at: sent.publishedAt ?? '' }).warnings).toEqual([]);
  });
});

describe('a due date more than a year ahead', () => {
  it.each([
    [today, '2027-12-11', []],
    [today, '2027-12-13', ['due_date_far']],
    [today, '2062-01-02', ['due_date_far']],
    ['2028-02-29', '2029-02-28', []],
    ['2028-02-29', '2029-03-01', ['due_date_far']],
  ])('is a warning: on %s for %s', (day, dueDate, codes) => {
    const found = codesOf(draft({ ...complete, dueDate }, how), dentist, day);
    expect(found.filter((code) => code !== 'due_on_day_off')).toEqual(codes);
  });
});

describe('the warnings of a draft', () => {
  const lineId = hasty.services[0]?.lineId;
  const changed = accepted(edit(hasty, { services: [{ lineId, serviceId: 'zirconia-crown', quantity: 3 }] }, how));
  const odd = { ...changed, dueDate: '2026-12-13' };
  const codes = [
    'quantity_differs',
    'plan_outdated',
    'task_outdated',
    'task_outdated',
    'due_date_too_early',
    'due_on_day_off',
  ];

  it('are in every reply, each once', () => {
    expect(codesOf(odd)).toEqual(codes);
    expect(codesOf(odd, dentist)).toEqual(codes);
  });

  it('are in the reply to its publication for every sender, and in no reply after that', () => {
    const acting = leading([5, 1], { caller: dentist });
    const decision = publish(odd, {}, acting);
    expect(decision.kind === 'accepted' && decision.warnings).toEqual([]);
    const request = {
      action: 'publishOrder',
      caller: dentist,
      at: acting.at,
      requestId: 'r',
      retryKey: null,
      traceparent: null,
      events: [],
    } as const;
    const sent = accepted(nextVersion(odd, accepted(decision), request));
    const reply = replyTo(sent, dentist, defaultSettings, () => today, sent.recent.at(-1) ?? {});
    // Those of work that is late stay until it has come.
    const late = codesOf(sent, dentist);
    expect(new Set(late)).toEqual(new Set(['task_overdue']));
    expect(reply.warnings.map(({ code }) => code)).toEqual([...codes, ...late]);
  });
});

describe('a proposed due date', () => {
  it('is never one that the automatic plan calls too early, nor before the production days', () => {
    fc.assert(
      fc.property(anySettings, anyDay, fc.uniqueArray(fc.nat(25), { maxLength: 4 }), (said, day, leads) => {
        const acting = leading(leads, { settings: said, today: day });
        const order = draft({ services: [{ serviceId: 'zirconia-crown' }, { serviceId: 'express-courier' }] }, acting);
        const { proposedDueDate = '' } = replyTo(order, dentist, said, () => day, {});
        const production = replyTo(draft({}, acting), dentist, said, () => day, {}).proposedDueDate ?? '';
        expect(proposedDueDate >= production).toBe(true);
        const due = planned(accepted(edit(order, { dueDate: proposedDueDate }, acting)), acting);
        expect(replyTo(due, dentist, said, () => day, {}).warnings).toEqual([]);
      }),
    );
  });

  it('is the later of the production days and the earliest date that is possible', () => {
    const proposed = (leads: number[], productionDays: number) =>
      replyTo(
        draft({ services: [{ serviceId: 'zirconia-crown' }] }, leading(leads)),
        dentist,
        { ...defaultSettings, productionDays },
        () => today,
        {},
      ).proposedDueDate;
    expect(proposed([5, 1], 7)).toBe('2026-12-22');
    expect(proposed([9, 1], 7)).toBe('2026-12-24');
    expect(proposed([], 0)).toBe('2026-12-11');
  });

  it('considers a plan that was made before', () => {
    const order = planned(draft({ ...complete, dueDate: null }, leading([1])), leading([20, 1]));
    expect(replyTo(order, dentist, defaultSettings, () => today, {}).proposedDueDate).toBe('2027-01-08');
  });

  it('is after the production days if lines have no lead days stored', () => {
    const order = draft({ services: [{ serviceId: 'zirconia-crown' }] }, leading([20]));
    const services = order.services.map(({ service: { leadDays: _, ...snapshot }, ...line }) => ({
      ...line,
      service: snapshot,
    }));
    expect(replyTo({ ...order, services }, dentist, defaultSettings, () => today, {}).proposedDueDate).toBe(
      '2026-12-22',
    );
  });

  it('is missing if the calendar has no such day', () => {
    const closed = { date: '2026-12-15', until: '2046-12-31', reason: 'Closed', annually: false };
    const order = draft({ services: [{ serviceId: 'zirconia-crown' }] }, leading([20]));
    const shown = replyTo(
      order,
      dentist,
      { ...defaultSettings, exceptions: [closed], productionDays: 1 },
      () => today,
      {},
    );
    expect(shown.proposedDueDate).toBeUndefined();
  });

  it('does not reveal the lead days of services', () => {
    expect(JSON.stringify(replyTo(hasty, manager, defaultSettings, () => today, {}))).not.toContain('leadDays');
    const [line] = JSON.parse(JSON.stringify(replyTo(hasty, manager, defaultSettings, () => today, {}).services));
    expect(accepted(edit(hasty, { services: [line] }, how)).services).toEqual(hasty.services);
  });
});
