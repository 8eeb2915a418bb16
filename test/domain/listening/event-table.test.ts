import { describe, expect, test } from 'vitest';
import { type EventRow, eventsMadeBy, eventTable } from '#domain/listening/event-table.ts';
import { LaboratoryEventType, TenantEventType } from '#domain/listening/event-types.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { eventsOf, OrderEvent } from '#domain/listening/order-event.ts';
import { whatEventsSay } from '#domain/listening/what-events-say.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { acceptOrder } from '#domain/order/decisions/laboratory/accept-order.ts';
import { holdOrder } from '#domain/order/decisions/laboratory/hold-order.ts';
import { shipOrder } from '#domain/order/decisions/laboratory/ship-order.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { lastChange } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';
import { accepted, act, complete, create, draft, edit, laboratory, publish, saved } from '#test/support/orders.ts';

const order = draft(complete);
const published = accepted(publish(order));
const told = { type: 'order.published.v1', to: 'laboratory', laboratoryId: 'apex-lab', revision: 1 };

describe('A change makes an event', () => {
  test('when a draft is published, or a new order is, for its laboratory', () => {
    expect(eventsMadeBy('publishOrder', order, published)).toEqual([told]);
    expect(eventsMadeBy('createOrder', null, accepted(create({ ...complete, publish: true })))).toEqual([told]);
  });

  test('with the revision that is published', () => {
    const again = accepted(publish({ ...published, status: 'draft' }));
    expect(again.publication).toMatchObject({ revision: 2 });
    expect(eventsMadeBy('publishOrder', { ...published, status: 'draft' }, again)).toEqual([{ ...told, revision: 2 }]);
  });

  test('by nothing else: no draft makes one, and no other change of a published order', () => {
    expect(eventsMadeBy('createOrder', null, order)).toEqual([]);
    expect(eventsMadeBy('editOrder', order, accepted(edit(order, { note: 'x' })))).toEqual([]);
    expect(eventsMadeBy('planWork', published, { ...published, note: 'x' })).toEqual([]);
    expect(eventsMadeBy('cancelOrder', order, { ...order, status: 'cancelled' })).toEqual([]);
    expect(eventsMadeBy('publishOrder', order, { ...published, publication: null })).toEqual([]);
  });

  test('that the order remembers with the change', () => {
    expect(lastChange(saved(order, published, 'publishOrder')).events).toEqual([told]);
    expect(lastChange(order)).not.toHaveProperty('events');
  });
});

test('Every type of the table is one that the subscriptions of whom it tells can name', () => {
  const types = { laboratory: LaboratoryEventType, tenant: TenantEventType };
  for (const { type, tells } of eventTable) expect([type, types[tells].safeParse(type).success]).toEqual([type, true]);
});

test('No change makes more than the two events that ids tell apart', () => {
  const states = [null, ...Status.options];
  for (const { action = 'editOrder' } of eventTable)
    for (const from of states)
      for (const status of Status.options) {
        const events = eventsMadeBy(action, from && { ...order, status: from }, { ...published, status });
        expect(events.length).toBeLessThanOrEqual(2);
      }
});

/** An order after some actions, each decided on what the one before has left. */
type Doing = NonNullable<Parameters<typeof saved>[2]>;
const following = (...steps: readonly ((order: Order) => [Doing, Order])[]): Order =>
  steps.reduce((order, step) => {
    const [action, next] = step(order);
    return saved(order, next, action);
  }, published);

describe('What one side does, the other hears:', () => {
  const atLaboratory = { ...act(), caller: laboratory };
  const inProduction = following((order) => ['acceptOrder', accepted(acceptOrder.decide(order, {}, atLaboratory))]);
  const withdrawn = following((order) => ['withdrawOrder', accepted(withdrawOrder.decide(order, {}, act()))]);
  const shipped = accepted(shipOrder.decide(inProduction, {}, atLaboratory));
  const held = accepted(holdOrder.decide(published, { reason: 'The scan' }, atLaboratory));

  test.each<[Doing, Order, Order, string[]]>([
    ['withdrawOrder', published, withdrawn, ['laboratory order.withdrawn.v1 apex-lab 1']],
    [
      'cancelOrder',
      published,
      accepted(cancelOrder.decide(published, {}, act())),
      ['laboratory order.cancelled.v1 apex-lab 1'],
    ],
    [
      'cancelOrder',
      withdrawn,
      accepted(cancelOrder.decide(withdrawn, {}, act())),
      ['laboratory order.closed.v1 apex-lab 1'],
    ],
    ['publishOrder', withdrawn, accepted(publish(withdrawn)), ['laboratory order.published.v1 apex-lab 2']],
    [
      'publishOrder',
      withdrawn,
      accepted(publish({ ...withdrawn, laboratoryId: 'bright-lab' })),
      ['laboratory order.published.v1 bright-lab 2', 'laboratory order.closed.v1 apex-lab 1'],
    ],
    ['acceptOrder', published, inProduction, ['tenant order.accepted.v1 apex-lab 1']],
    ['holdOrder', published, held, ['tenant order.held.v1 apex-lab 1']],
    ['holdOrder', held, accepted(holdOrder.decide(held, null, atLaboratory)), ['tenant order.resumed.v1 apex-lab 1']],
    ['shipOrder', inProduction, shipped, ['tenant order.shipped.v1 apex-lab 1']],
    [
      'receiveOrder',
      shipped,
      accepted(receiveOrder.decide(shipped, {}, act())),
      ['laboratory order.received.v1 apex-lab 1'],
    ],
    ['markTask', inProduction, { ...inProduction, workPlan: { ...inProduction.workPlan, outdated: true } }, []],
  ])('%s', (action, before, made, expected) => {
    const events = eventsMadeBy(action, before, made);
    expect(events.map(({ to, type, laboratoryId, revision }) => `${to} ${type} ${laboratoryId} ${revision}`)).toEqual(
      expected,
    );
  });

  test('a promise that is corrected says so, and so does a shipment', () => {
    const saying = (order: Order) => eventsOf(order, lastChange(order)).map(({ data }) => data);
    const promised = { promisedDate: '2026-12-17', laboratoryReference: 'Pan 7' };
    const later = '2026-12-12T07:00:00.000Z';
    const again = act({ at: later });
    const savedLater = (before: Order, next: Order, action: Doing) => {
      const made = saved(before, next, action);
      return {
        ...made,
        recent: made.recent.map((one) => (one.version === made.version ? { ...one, at: later } : one)),
      };
    };
    const correct = (order: Order) => accepted(acceptOrder.decide(order, promised, { ...again, caller: laboratory }));
    expect(saying(inProduction)).toMatchObject([{ corrected: false }]);
    expect(saying(savedLater(inProduction, correct(inProduction), 'acceptOrder'))).toMatchObject([
      { corrected: true, ...promised },
    ]);
    const sent = saved(inProduction, shipped, 'shipOrder');
    expect(saying(sent)).toMatchObject([{ corrected: false }]);
    const corrected = shipOrder.decide(sent, { carrier: 'Courier' }, { ...again, caller: laboratory });
    expect(saying(savedLater(sent, accepted(corrected), 'shipOrder'))).toMatchObject([
      { corrected: true, carrier: 'Courier' },
    ]);
  });
});

describe('A planted row', () => {
  const planted: EventRow = {
    action: 'publishOrder',
    from: ['draft'],
    to: 'published',
    tells: 'tenant',
    type: 'order.planted.v1',
  };
  const saying = { ...whatEventsSay, 'order.planted.v1': ({ clinic }: Order) => ({ clinic }) };
  const table = [...eventTable, planted];
  const withEvents = (state: Order) => {
    const made = saved(order, state, 'publishOrder');
    const events = eventsMadeBy('publishOrder', order, state, table);
    return {
      ...made,
      recent: made.recent.map((change) => (change.version === made.version ? { ...change, events } : change)),
    };
  };

  test('tells a second listener of the same change, by an id and with words of its own', () => {
    const both = withEvents(published);
    const events = eventsOf(both, lastChange(both), saying);
    expect(events.map(({ id, type, data }) => [id, type, listenerTold(data)])).toEqual([
      ['northside_E33E1B813D_2', 'order.published.v1', 'L#apex-lab'],
      ['northside_E33E1B813D_2_c', 'order.planted.v1', 'T#northside'],
    ]);
    expect(events.map(({ data }) => ['lines' in data, 'clinic' in data])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  test('is about its own action alone', () => {
    expect(eventsMadeBy('createOrder', order, published, table)).toEqual([told]);
    expect(eventsMadeBy('publishOrder', null, published, table)).toEqual([told]);
  });

  test('of a later release is told with what all events say', () => {
    const both = withEvents(published);
    const [, event] = eventsOf(both, lastChange(both));
    expect(event).toMatchObject({ type: 'order.planted.v1', data: { number: both.number, revision: 1, to: 'tenant' } });
    expect(event?.data).not.toHaveProperty('clinic');
    expect(OrderEvent.safeParse({ ...event, data: { ...event?.data, feedSequence: 1 } }).success).toBe(true);
  });
});
