import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bare } from '#domain/kernel/expected.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { returnWarnings } from '#domain/order/laboratory/returned.ts';
import type { Order } from '#domain/order/order.ts';
import { LabOrderReply, OrderReply } from '#domain/order/projection.ts';
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
  refusal,
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

const giveBack = (pointers: (string | undefined)[], order = sent, laboratoriesSeePrices = true) => {
  const reasons = pointers.map((pointer, index) => ({
    message: `Reason ${index}`,
    ...(pointer !== undefined && { pointer }),
  }));
  const settings = { ...act().settings, laboratoriesSeePrices };
  return returnOrder.decide(order, ReturnOrder.parse({ reasons }), { ...act(), settings, caller: laboratory });
};
const returnedFor = (...pointers: (string | undefined)[]): Order =>
  saved(sent, accepted(giveBack(pointers)), 'returnOrder');
const placesIn = (order: Order) => returnWarnings(order).map(({ pointer }) => pointer);
const requestOf = (order: Order, index: number) => {
  const { lineId, serviceId } = lineOf(order, index);
  return { lineId, serviceId };
};

/** What the clinic has said of what a laboratory reads: whoever returns an order may find it wrong or miss it. */
const places = [
  '/source',
  '/remake',
  '/remake/reason',
  '/customer',
  '/customer/firstName',
  '/customer/lastName',
  '/customer/registrationNumber',
  '/customer/address',
  '/clinic',
  '/laboratoryId',
  '/laboratory',
  '/laboratory/name',
  '/laboratory/address',
  '/patient',
  '/patient/firstName',
  '/patient/lastName',
  '/patient/dateOfBirth',
  '/patient/reference',
  '/toothNotation',
  '/services',
  '/services/0',
  '/services/0/serviceId',
  '/services/0/service',
  '/services/0/service/name',
  '/services/0/service/group',
  '/services/0/service/unit',
  '/services/0/service/needs',
  '/services/0/service/needs/teeth',
  '/services/0/service/needs/arch',
  '/services/0/service/needs/shade',
  '/services/0/service/needs/pontics',
  '/services/0/service/needs/implant',
  '/services/0/service/price',
  '/services/0/service/price/amount',
  '/services/0/service/price/currency',
  '/services/0/teeth',
  '/services/0/teeth/0',
  '/services/0/arch',
  '/services/0/pontics',
  '/services/0/pontics/0',
  '/services/0/quantity',
  '/services/0/unitPrice',
  '/services/0/unitPrice/amount',
  '/services/0/unitPrice/currency',
  '/services/0/shade',
  '/services/0/shade/system',
  '/services/0/shade/value',
  '/services/0/stumpShade',
  '/services/0/stumpShade/system',
  '/services/0/stumpShade/value',
  '/services/0/material',
  '/services/0/implant',
  '/services/0/implant/system',
  '/services/0/implant/platform',
  '/services/0/implant/retention',
  '/services/0/note',
  '/enclosures',
  '/enclosures/0',
  '/dueDate',
  '/note',
];

/** What the product keeps or counts, and what the laboratory itself has said: with all that is in it. */
const noPlaces = [
  '/tenantId',
  '/number',
  '/status',
  '/version',
  '/revision',
  '/publication',
  '/services/0/lineId',
  '/services/0/quantityByHand',
  '/services/0/amount',
  '/laboratoryWork',
  '/warnings',
  '/actions',
  '/cancelReason',
];

/** The pointers to all members of a schema, and to the first element of each list. */
function pointersIn(schema: z.core.$ZodType, place = ''): string[] {
  const known = bare(schema);
  const inside =
    known instanceof z.ZodMiniArray ? { 0: known.def.element } : known instanceof z.ZodMiniObject ? known.shape : {};
  return Object.entries(inside).flatMap(([member, part]) => [
    `${place}/${member}`,
    ...pointersIn(part, `${place}/${member}`),
  ]);
}

describe('Of every member that a laboratory reads', () => {
  it('it is decided whether a return may be about it', () => {
    const isWithin = (pointer: string) => noPlaces.some((one) => pointer === one || pointer.startsWith(`${one}/`));
    expect(pointersIn(LabOrderReply).filter((pointer) => !isWithin(pointer))).toEqual(places);
  });

  it('the clinic reads it, too, so that a reason about it leads somewhere', () => {
    expect(pointersIn(OrderReply)).toEqual(expect.arrayContaining(places));
  });
});

describe('A reason of a return leads to', () => {
  it.each(places)('%s, whether there is something or it is missing', (pointer) => {
    expect(placesIn(returnedFor(pointer))).toEqual([pointer]);
  });

  it('no price, where the laboratory sees none', () => {
    const prices = ['/services/0/unitPrice', '/services/1/service/price', '/services/0/service/price/amount'];
    expect(faultsIn(giveBack(prices, sent, false))).toEqual(
      prices.map((_, index) => `/reasons/${index}/pointer unknown_place`),
    );
    expect(giveBack(['/services/0/service/name'], sent, false).kind).toBe('accepted');
  });

  it('an enclosure or a tooth that is missing', () => {
    const missing = ['/enclosures/3', '/services/0/teeth/2', '/services/1/pontics/0'];
    expect(placesIn(returnedFor(...missing))).toEqual(missing);
  });

  it('the whole order, when it names no place', () => {
    expect(placesIn(returnedFor(undefined, ''))).toEqual([undefined, undefined]);
  });

  it.each([
    ...noPlaces,
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
    '/services/0/teeth/01',
    '/services/0/toString',
    '/patient/constructor',
    '/__proto__',
    '/laboratory/own',
    '/customerId',
    '/root',
    '/workPlan',
    '/workPlan/tasks/0',
    '/payroll',
    '/discount',
    '/price',
    '/readiness',
    '/recent/0',
    '/createdBy',
    '/enclosures/x',
    '/enclosures/00',
    '/dueDate/0',
  ])('nowhere by %s: 422 with its place', (pointer) => {
    expect(faultsIn(giveBack([undefined, pointer]))).toEqual(['/reasons/1/pointer unknown_place']);
  });

  it('one of the places that a refusal names, which are those from where the pointer led no further', () => {
    const named = (pointer: string, order = sent) => {
      const refused = refusal(giveBack([pointer], order));
      return (
        refused.code === 'validation_failed' && refused.errors.map((one) => inWords(en.faults, one).message).join()
      );
    };
    const order =
      '/source, /remake, /customer, /clinic, /laboratoryId, /laboratory, /patient, /toothNotation, /services, /enclosures, /dueDate, /note';
    const use = (list: string) => `Leave the pointer out, or use one of: ${list}.`;
    expect(named('note')).toBe(use(order));
    expect(named('/status')).toBe(use(order));
    expect(named('/laboratoryWork/promisedDate')).toBe(use(order));
    expect(named('/patient/age')).toBe(
      use('/patient/firstName, /patient/lastName, /patient/dateOfBirth, /patient/reference'),
    );
    expect(named('/note/text')).toBe(use('/note'));
    expect(named('/enclosures/x')).toBe(use('/enclosures/0'));
    expect(named('/services/1/shade/tone')).toBe(use('/services/1/shade/system, /services/1/shade/value'));
    expect(named('/services/2/shade')).toBe(use('/services/0, /services/1'));
    const [line, ...others] = sent.services;
    expect(named('/services/9', { ...sent, services: line ? [line, ...others, line] : [] })).toBe(
      use('/services/0, ..., /services/2'),
    );
    expect(named('/services/9', { ...sent, services: line ? [line] : [] })).toBe(use('/services/0'));
    expect(named('/services/0', { ...sent, services: [] })).toBe(use('/services'));
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
