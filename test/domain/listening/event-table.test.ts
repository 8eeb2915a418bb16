import { describe, expect, test } from 'vitest';
import { type EventRow, eventsMadeBy, eventTable } from '#domain/listening/event-table.ts';
import { LaboratoryEventType, TenantEventType } from '#domain/listening/event-types.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { eventsOf, OrderEvent } from '#domain/listening/order-event.ts';
import { lastChange } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';
import { accepted, complete, create, draft, edit, publish, saved } from '#test/support/orders.ts';

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
    expect(eventsMadeBy('cancelOrder', published, { ...published, status: 'cancelled' })).toEqual([]);
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

describe('A planted row', () => {
  const planted: EventRow = {
    action: 'publishOrder',
    from: ['draft'],
    to: 'published',
    tells: 'tenant',
    type: 'order.planted.v1',
    says: ({ clinic }) => ({ clinic }),
  };
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
    const events = eventsOf(both, lastChange(both), table);
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
