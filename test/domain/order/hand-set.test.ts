import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '#domain/kernel/decision.ts';
import { editWorkPlan } from '#domain/order/decisions/edit-work-plan.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import type { Order } from '#domain/order/order.ts';
import { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { PlanWork } from '#domain/order/requests/plan-work.ts';
import {
  accepted,
  act,
  anyDraft,
  anyOrder,
  by,
  catalog,
  complete,
  copy,
  crown,
  dentist,
  draft,
  edit,
  eur,
  lineOf,
  manager,
  publish,
  shade,
} from '#test/support/orders.ts';

const crownOn = (teeth: string[], other: object = {}) => ({ serviceId: 'zirconia-crown', teeth, shade, ...other });
const ordered = (...services: object[]) => draft({ ...complete, services });
const warningsOf = (decision: Decision<Order>) =>
  decision.kind === 'accepted' ? decision.warnings.filter(({ code }) => code === 'hand_set_dropped') : ['refused'];

/** A crown with price and quantity set by hand, and a courier with neither. */
const order = ordered(crownOn(['11'], { unitPrice: eur(50_00), quantity: 2 }), { serviceId: 'express-courier' });
const { lineId } = lineOf(order);
const courier = { lineId: lineOf(order, 1).lineId, serviceId: 'express-courier' };
const lost = (...fields: string[]) => ({ pointer: '/services', code: 'hand_set_dropped', lineId, fields });

describe('what was set by hand on a line', () => {
  it('is named in a warning for each line that is replaced by one without lineId', () => {
    expect(warningsOf(edit(order, { services: [crownOn(['11']), courier] }))).toEqual([
      {
        ...lost('unitPrice', 'quantity'),
        facts: { line: 'The zirconia-crown 11', fields: ['unitPrice', 'quantity'] },
      },
    ]);
  });

  it('is named to a dentist, too, who may not set a price', () => {
    expect(warningsOf(edit(order, { services: [crownOn(['11'])] }, by(dentist)))).toMatchObject([
      lost('unitPrice', 'quantity'),
    ]);
  });

  it.each([
    ['the line has another service', [{ lineId, serviceId: 'full-denture', arch: 'upper' }, courier]],
    ['the line is left out', [courier]],
    ['the list is empty', []],
    ['the list is cleared', null],
  ])('is named when %s', (_, services) => {
    expect(warningsOf(edit(order, { services }))).toMatchObject([lost('unitPrice', 'quantity')]);
  });

  it('is named when the last edit of a publication replaces the line', () => {
    const changes = { services: [crownOn(['11'], { quantity: 2 })] };
    expect(warningsOf(publish(order, { changes }))).toMatchObject([lost('unitPrice')]);
    expect(warningsOf(publish(order))).toEqual([]);
  });

  it('is written in the notation of the order', () => {
    const universal = draft({ toothNotation: 'Universal', services: [crownOn(['8', '9'], { quantity: 3 })] });
    expect(warningsOf(edit(universal, { services: [] }))).toMatchObject([
      { facts: { line: 'The zirconia-crown 8, 9' } },
    ]);
  });

  it('is not lost if the new line sets it again, or counts the same quantity', () => {
    for (const said of [
      { unitPrice: eur(50_00), quantity: 2 },
      { unitPrice: eur(60_00), quantity: 1 },
    ])
      expect(warningsOf(edit(order, { services: [crownOn(['11'], said)] }))).toEqual([]);
    expect(warningsOf(edit(order, { services: [crownOn(['11', '12'], { unitPrice: eur(50_00) })] }))).toEqual([]);
    expect(warningsOf(edit(order, { services: [crownOn(['11', '12'])] }))).toMatchObject([lost('unitPrice')]);
  });

  it('is matched with the new line on the same teeth first, and each new line replaces one', () => {
    const two = ordered(crownOn(['11'], { unitPrice: eur(1) }), crownOn(['21'], { unitPrice: eur(2) }));
    const [first, second] = two.services.map((line) => ({ lineId: line.lineId, fields: ['unitPrice'] }));
    const sent = (...services: object[]) => warningsOf(edit(two, { services }));
    expect(sent(crownOn(['21'], { unitPrice: eur(2) }), crownOn(['11']))).toMatchObject([first ?? {}]);
    expect(sent(crownOn(['12'], { unitPrice: eur(1) }), crownOn(['21']))).toMatchObject([second ?? {}]);
    expect(sent({ serviceId: 'express-courier', unitPrice: eur(1) })).toMatchObject([first ?? {}, second ?? {}]);
  });

  it('causes no warning if the request clears it', () => {
    const cleared = { lineId, serviceId: 'zirconia-crown', unitPrice: null, quantity: null };
    expect(warningsOf(edit(order, { services: [cleared, courier] }))).toEqual([]);
  });

  it('is kept with its lineId, without a warning', () => {
    fc.assert(
      fc.property(anyOrder, (any) => {
        const services = any.services.map((line) => ({ lineId: line.lineId, serviceId: line.serviceId, note: 'x' }));
        expect(warningsOf(edit({ ...any, status: 'draft' }, { services, note: 'y' }))).toEqual([]);
      }),
    );
  });

  it('is named for each line when all lines are sent without lineId', () => {
    fc.assert(
      fc.property(anyDraft, (any) => {
        const told = warningsOf(edit(any, { services: any.services.map(({ serviceId }) => ({ serviceId })) }));
        const priced = any.services.filter(({ unitPrice }) => unitPrice);
        expect(told.filter((one) => Object(one).fields.includes('unitPrice'))).toHaveLength(priced.length);
      }),
    );
  });
});

describe('what a copy does not copy', () => {
  it('is named: the price by hand of each line, but not a quantity by hand, which is copied', () => {
    expect(warningsOf(copy(order, {}, by(dentist)))).toEqual([
      {
        pointer: '/services/0',
        code: 'hand_set_dropped',
        facts: { line: 'The zirconia-crown 11', fields: ['unitPrice'] },
        lineId,
        fields: ['unitPrice'],
      },
    ]);
  });

  it('is named if the changes replace lines, but not if they set it again', () => {
    const changed = (services: object[]) => warningsOf(copy(order, { changes: { services } }, by(manager)));
    expect(changed([crownOn(['11'])])).toMatchObject([lost('unitPrice', 'quantity')]);
    expect(changed([{ lineId, serviceId: 'zirconia-crown', unitPrice: eur(50_00) }])).toEqual([]);
    expect(changed([{ lineId, serviceId: 'zirconia-crown' }])).toMatchObject([{ pointer: '/services/0', lineId }]);
  });

  it('includes the discount', () => {
    const discounted: Order = { ...ordered(crownOn(['11'])), discount: { type: 'percentage', percent: 5 } };
    expect(warningsOf(copy(discounted))).toEqual([
      {
        pointer: '/discount',
        code: 'hand_set_dropped',
        facts: { fields: ['discount'] },
        fields: ['discount'],
      },
    ]);
  });
});

describe('a list of tasks that is replaced', () => {
  const template = {
    templateId: 'mill',
    name: 'Mill',
    price: eur(500),
    leadDays: 1,
    per: 'unit',
    employeeId: 'timo',
  } as const;
  const revision = { version: 1, updatedAt: null, updatedBy: null };
  const timo = { employeeId: 'timo', firstName: 'Timo', lastName: 'Berg', active: true, ...revision };
  const how = act({ catalog: catalog({ services: [{ ...crown, tasks: [template] }], employees: [timo] }) });
  const planned = accepted(
    planWork.decide(
      draft({ ...complete, services: [crownOn(['11', '12'])] }, how),
      PlanWork.parse({ mode: 'automatic' }),
      how,
    ),
  );
  const [{ taskId } = { taskId: '' }] = planned.workPlan.tasks;
  const replaced = (...tasks: object[]) => warningsOf(editWorkPlan.decide(planned, EditWorkPlan.parse({ tasks }), how));

  it('names what is lost if a task is sent without its taskId', () => {
    expect(replaced({ name: 'Call' }, { name: 'Mill' })).toEqual([
      {
        pointer: '/workPlan/tasks/1',
        code: 'hand_set_dropped',
        facts: { task: 'Mill', fields: ['price', 'quantity', 'employeeId', 'dueDate'] },
        taskId,
        fields: ['price', 'quantity', 'employeeId', 'dueDate'],
      },
    ]);
    const said = { name: 'Mill', price: eur(700), quantity: 1, employeeId: null };
    expect(replaced(said)).toMatchObject([{ fields: ['dueDate'] }]);
    expect(replaced({ name: 'Mill', quantity: 2, price: eur(500), employeeId: 'timo', dueDate: null })).toEqual([]);
  });

  it('causes no warning for a task that is kept or removed', () => {
    expect(replaced({ taskId, name: 'Mill' }, { name: 'Mill' })).toEqual([]);
    expect(replaced({ name: 'Call' })).toEqual([]);
    expect(replaced()).toEqual([]);
  });
});
