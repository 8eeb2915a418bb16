import { describe, expect, it } from 'vitest';
import { changeDueDate } from '#domain/order/decisions/change-due-date.ts';
import { acceptOrder } from '#domain/order/decisions/laboratory/accept-order.ts';
import { produceOrder } from '#domain/order/decisions/laboratory/produce-order.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { shipOrder } from '#domain/order/decisions/laboratory/ship-order.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { reopenLabOrder, reopenOrder } from '#domain/order/decisions/reopen-order.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { sentBack } from '#domain/order/laboratory/work.ts';
import { columnsOf } from '#domain/order/lists/columns.ts';
import type { Order } from '#domain/order/order.ts';
import {
  accepted,
  act,
  at,
  complete,
  draft,
  edit,
  faultsIn,
  laboratory,
  publish,
  refusal,
  saved,
} from '#test/support/orders.ts';

const answer = { ...act(), caller: laboratory };
const before = draft(complete);
const sent = saved(before, accepted(publish(before)), 'publishOrder');
const promised = { promisedDate: '2026-12-17', laboratoryReference: 'Pan 7' };
const production = saved(sent, accepted(acceptOrder.decide(sent, promised, answer)), 'acceptOrder');
const withdraw = (order: Order) => saved(order, accepted(withdrawOrder.decide(order, {}, act())), 'withdrawOrder');
const giveBack = (order: Order) =>
  saved(order, accepted(returnOrder.decide(order, { reasons: [{ message: 'x' }] }, answer)), 'returnOrder');
const sendTo = (laboratoryId: string, order: Order) => accepted(publish(order, { changes: { laboratoryId } }));

describe('A promise', () => {
  it('may be for today, and is refused when it is past', () => {
    expect(faultsIn(acceptOrder.decide(sent, { promisedDate: '2026-12-10' }, answer))).toEqual([
      '/promisedDate due_date_past',
    ]);
    expect(accepted(acceptOrder.decide(sent, { promisedDate: '2026-12-11' }, answer)).status).toBe('production');
  });

  it('that has become past may be sent again as it is, with a new reference', () => {
    const late = { ...answer, today: '2026-12-20' };
    const corrected = acceptOrder.decide(production, { ...promised, laboratoryReference: 'Pan 8' }, late);
    expect(accepted(corrected).laboratoryWork).toEqual({
      ...promised,
      laboratoryReference: 'Pan 8',
      acceptedAt: at,
      journeys: [],
    });
  });

  it('and a reference are each corrected alone, and the time of the acceptance stays', () => {
    const later = { ...answer, at: '2026-12-12T09:30:00.000Z' };
    expect(accepted(acceptOrder.decide(production, { promisedDate: '2026-12-18' }, later)).laboratoryWork).toEqual({
      acceptedAt: at,
      promisedDate: '2026-12-18',
      laboratoryReference: 'Pan 7',
      journeys: [],
    });
  });

  it('and a reference are taken back by null, as are carrier and tracking number of a shipment', () => {
    const nothing = acceptOrder.decide(production, { promisedDate: null, laboratoryReference: null }, answer);
    expect(accepted(nothing).laboratoryWork).toEqual({ acceptedAt: at, journeys: [] });
    const shipped = accepted(shipOrder.decide(production, { carrier: 'Courier', trackingNumber: 'CR-118' }, answer));
    const corrected = accepted(shipOrder.decide(shipped, { carrier: 'Post', trackingNumber: null }, answer));
    expect(corrected.laboratoryWork).toEqual({
      ...promised,
      acceptedAt: at,
      shippedAt: at,
      carrier: 'Post',
      journeys: [],
    });
  });
});

describe('The next revision', () => {
  it.each([
    ['returned', giveBack(production)],
    ['withdrawn', withdraw(saved(production, { ...production, status: 'published' }))],
  ])('of an order that was %s has the reference of the same laboratory, and not its promise', (_, back) => {
    expect(sendTo('apex-lab', back)).toMatchObject({
      publication: { revision: 2, laboratoryId: 'apex-lab', changed: [] },
      laboratoryWork: { laboratoryReference: 'Pan 7', journeys: [] },
      returned: null,
    });
    expect(sendTo('apex-lab', back).laboratoryWork).not.toHaveProperty('promisedDate');
  });

  it('at another laboratory begins with nothing, and has nothing to compare with', () => {
    const order = sendTo('bright-lab', giveBack(production));
    expect(order.laboratoryWork).toBeNull();
    expect(order.publication).toMatchObject({
      revision: 2,
      laboratoryId: 'bright-lab',
      changed: null,
      earlier: [{ laboratoryId: 'apex-lab', at }],
    });
    expect(order.publication).not.toHaveProperty('ended');
  });

  it('names what is prescribed differently, and not what was changed and changed back', () => {
    const back = giveBack(production);
    const edited = saved(back, accepted(edit(back, { note: 'In A3', patient: { lastName: 'Other' } })));
    const restored = saved(edited, accepted(edit(edited, { patient: { lastName: 'Ferrari' } })));
    expect(sendTo('apex-lab', restored).publication?.changed).toEqual(['note']);
  });
});

describe('A reopened order', () => {
  const shipped = accepted(shipOrder.decide(production, { purpose: 'try-in', carrier: 'Courier' }, answer));
  const received = accepted(receiveOrder.decide(shipped, {}, act()));

  it('is in production again by the same prescription: no promise, the reference kept, and its journey so far', () => {
    const order = accepted(reopenOrder.decide(received, { reason: 'After the try-in' }, act()));
    expect(order).toMatchObject({ status: 'production', publication: { revision: 1 } });
    expect(order.laboratoryWork).toEqual({
      acceptedAt: at,
      laboratoryReference: 'Pan 7',
      journeys: [
        {
          promisedDate: '2026-12-17',
          shippedAt: at,
          purpose: 'try-in',
          carrier: 'Courier',
          deliveredAt: at,
          reopenedAt: at,
          side: 'clinic',
          reason: 'After the try-in',
        },
      ],
    });
  });

  it('is one that the clinic has sent back, until it is shipped or received again; not what the laboratory takes back itself', () => {
    const reason = 'After the try-in';
    const back = accepted(reopenOrder.decide(received, { reason }, act()));
    const finished = accepted(produceOrder.decide(back, {}, answer));
    for (const order of [back, finished]) {
      expect(sentBack(order)).toMatchObject({ reopenedAt: at, reason });
      expect(columnsOf(order).sinceSent.sentBack).toBe(reason);
    }
    const over = [
      production,
      accepted(shipOrder.decide(finished, {}, answer)),
      accepted(receiveOrder.decide(back, {}, act())),
      giveBack(back),
      accepted(reopenLabOrder.decide(finished, { reason: 'A misclick' }, answer)),
    ];
    for (const order of over) {
      expect(sentBack(order)).toBeNull();
      expect(columnsOf(order).sinceSent).not.toHaveProperty('sentBack');
    }
  });

  it('keeps its last twenty journeys', () => {
    let order = production;
    for (let turn = 1; turn <= 22; turn++) {
      const produced = accepted(produceOrder.decide(order, {}, answer));
      order = accepted(reopenLabOrder.decide(produced, { reason: `Turn ${turn}` }, answer));
    }
    const reasons = order.laboratoryWork?.journeys.map(({ reason }) => reason);
    expect(reasons).toEqual(Array.from({ length: 20 }, (_, index) => `Turn ${index + 3}`));
  });
});

describe('A shipment', () => {
  it('that is corrected keeps its time, and what is not sent again', () => {
    const shipped = accepted(shipOrder.decide(production, { carrier: 'Courier', purpose: 'final' }, answer));
    const later = { ...answer, at: '2026-12-12T09:30:00.000Z' };
    expect(accepted(shipOrder.decide(shipped, { trackingNumber: '17' }, later)).laboratoryWork).toMatchObject({
      shippedAt: at,
      carrier: 'Courier',
      purpose: 'final',
      trackingNumber: '17',
    });
  });
});

describe('A new due date', () => {
  it('changes no revision and not what is prescribed otherwise, and says why', () => {
    const moved = accepted(changeDueDate.decide(production, { dueDate: '2026-12-21', reason: 'Holidays' }, act()));
    expect(moved).toMatchObject({ dueDate: '2026-12-21', status: 'production', publication: { revision: 1 } });
    expect(moved.laboratoryWork).toMatchObject({ ...promised, rescheduled: { at, reason: 'Holidays' } });
  });

  it('is not past, and the one that it has changes nothing', () => {
    expect(faultsIn(changeDueDate.decide(production, { dueDate: '2026-12-10' }, act()))).toEqual([
      '/dueDate due_date_past',
    ]);
    expect(accepted(changeDueDate.decide(production, { dueDate: '2026-12-18', reason: 'x' }, act()))).toBe(production);
  });
});

describe('What the status does not allow is refused with what is allowed:', () => {
  it.each([
    ['the laboratory ships before it accepts', shipOrder.decide(sent, {}, answer), 'published', 'acceptOrder'],
    ['it produces before it accepts', produceOrder.decide(sent, {}, answer), 'published', 'acceptOrder'],
    [
      'it reopens what is in production',
      reopenLabOrder.decide(production, { reason: 'x' }, answer),
      'production',
      'shipOrder',
    ],
    [
      'the clinic withdraws what is accepted',
      withdrawOrder.decide(production, {}, act()),
      'production',
      'changeDueDate',
    ],
    [
      'it reopens what is in production',
      reopenOrder.decide(production, { reason: 'x' }, act()),
      'production',
      'receiveOrder',
    ],
    ['it receives a draft', receiveOrder.decide(before, {}, act()), 'draft', 'publishOrder'],
    [
      'it moves the due date of a draft',
      changeDueDate.decide(before, { dueDate: '2026-12-21' }, act()),
      'draft',
      'editOrder',
    ],
  ])('%s', (_, decision, orderStatus, allowed) => {
    expect(refusal(decision)).toMatchObject({
      code: 'invalid_status',
      orderStatus,
      actions: expect.arrayContaining([allowed]),
    });
  });
});
