import { describe, expect, it } from 'vitest';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { returnWarnings } from '#domain/order/laboratory/returned.ts';
import type { Order } from '#domain/order/order.ts';
import { ReturnOrder } from '#domain/order/requests/laboratory/return-order.ts';
import {
  accepted,
  act,
  complete,
  draft,
  edit,
  faultsIn,
  laboratory,
  lineOf,
  publish,
  saved,
} from '#test/support/orders.ts';

const before = draft({
  ...complete,
  services: [
    ...complete.services,
    { serviceId: 'zirconia-crown', teeth: ['21'], shade: { system: 'other', value: 'A9' } },
  ],
});
const sent = saved(before, accepted(publish(before)), 'publishOrder');

const giveBack = (pointers: (string | undefined)[], order = sent) => {
  const reasons = pointers.map((pointer, index) => ({
    message: `Reason ${index}`,
    ...(pointer !== undefined && { pointer }),
  }));
  return returnOrder.decide(order, ReturnOrder.parse({ reasons }), { ...act(), caller: laboratory });
};
const returnedFor = (...pointers: (string | undefined)[]): Order =>
  saved(sent, accepted(giveBack(pointers)), 'returnOrder');
const placesIn = (order: Order) => returnWarnings(order).map(({ pointer }) => pointer);
const requestOf = (order: Order, index: number) => {
  const { lineId, serviceId } = lineOf(order, index);
  return { lineId, serviceId };
};

describe('A reason of a return leads to', () => {
  it.each([
    '/patient',
    '/patient/lastName',
    '/patient/dateOfBirth',
    '/clinic',
    '/customer/registrationNumber',
    '/laboratoryId',
    '/laboratory',
    '/toothNotation',
    '/services',
    '/services/1',
    '/services/0/serviceId',
    '/services/0/teeth',
    '/services/0/teeth/0',
    '/services/0/pontics',
    '/services/1/shade',
    '/services/1/shade/value',
    '/services/0/stumpShade',
    '/services/0/material',
    '/services/0/implant/platform',
    '/services/0/quantity',
    '/services/0/note',
    '/enclosures',
    '/enclosures/0',
    '/dueDate',
    '/note',
  ])('%s, whether there is something or it is missing', (pointer) => {
    expect(placesIn(returnedFor(pointer))).toEqual([pointer]);
  });

  it('the whole order, when it names no place', () => {
    expect(placesIn(returnedFor(undefined, ''))).toEqual([undefined, undefined]);
  });

  it.each([
    'note',
    '/',
    '/nonsense',
    '/note/text',
    '/patient/age',
    '/services/2',
    '/services/-',
    '/services/00',
    '/services/01/shade',
    '/services/0/',
    '/services/0/nonsense',
    '/services/0/lineId/x',
    '/services/0/teeth/x',
    '/services/0/toString',
    '/patient/constructor',
    '/__proto__',
    '/workPlan',
    '/workPlan/tasks/0',
    '/payroll',
    '/discount',
    '/price',
    '/readiness',
    '/status',
    '/version',
    '/recent/0',
    '/createdBy',
    '/enclosures/x',
    '/dueDate/0',
  ])('nowhere by %s: 422 with its place', (pointer) => {
    expect(faultsIn(giveBack([undefined, pointer]))).toEqual(['/reasons/1/pointer unknown_place']);
  });

  it('one of several places that are all named when they are wrong', () => {
    expect(faultsIn(giveBack(['/x', '/note', '/y']))).toEqual([
      '/reasons/0/pointer unknown_place',
      '/reasons/2/pointer unknown_place',
    ]);
  });
});

describe('A reason about a line', () => {
  const returned = returnedFor('/services/1/shade', '/services/0', '/note');
  const [first, second] = [requestOf(returned, 0), requestOf(returned, 1)];

  it('goes with it when the lines change places', () => {
    const swapped = accepted(edit(returned, { services: [second, first] }));
    expect(placesIn(swapped)).toEqual(['/services/0/shade', '/services/1', '/note']);
    expect(returnWarnings(swapped)[0]).toMatchObject({ lineId: second.lineId, facts: { message: 'Reason 0' } });
  });

  it('goes with it when a line comes before it, and stays when the line is edited', () => {
    const added = accepted(
      edit(returned, { services: [{ serviceId: 'express-courier' }, first, { ...second, note: 'x' }] }),
    );
    expect(placesIn(added)).toEqual(['/services/2/shade', '/services/1', '/note']);
  });

  it('is kept without a place when the line is removed, or becomes a line of another service', () => {
    const removed = accepted(edit(returned, { services: [first] }));
    expect(placesIn(removed)).toEqual([undefined, '/services/0', '/note']);
    expect(returnWarnings(removed)).toHaveLength(3);
    const other = accepted(edit(returned, { services: [first, { ...second, serviceId: 'express-courier' }] }));
    expect(placesIn(other)).toEqual([undefined, '/services/0', '/note']);
  });

  it('ends with the next publication', () => {
    const again = saved(returned, accepted(publish(returned)), 'publishOrder');
    expect(again.returned).toBeNull();
    expect(returnWarnings(again)).toEqual([]);
  });
});

describe('A return', () => {
  it('is a draft again, out of the hands of its laboratory, with plan and marks as they were', () => {
    const tasks = [{ taskId: 'mill', name: 'Mill', origin: 'manual' as const, quantity: 1, doneAt: act().at }];
    const planned = { ...sent, workPlan: { ...sent.workPlan, tasks } };
    const { at } = act();
    expect(accepted(giveBack([undefined], planned))).toMatchObject({
      status: 'draft',
      workPlan: { tasks },
      publication: { revision: 1, ended: { how: 'returned', at, reason: 'Reason 0' } },
      returned: { at, by: { sub: 'apex-system', role: 'laboratory' }, reasons: [{ message: 'Reason 0' }] },
    });
  });

  it('has 1 to 20 reasons, each a sentence', () => {
    const reasons = (many: number, message = 'x') => ({ reasons: Array.from({ length: many }, () => ({ message })) });
    for (const fits of [reasons(1), reasons(20), reasons(1, 'x'.repeat(500))])
      expect(ReturnOrder.safeParse(fits).success).toBe(true);
    for (const not of [reasons(0), reasons(21), reasons(1, 'x'.repeat(501)), reasons(1, ''), {}])
      expect(ReturnOrder.safeParse(not).success).toBe(false);
  });
});
