import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tooth } from '#domain/kernel/teeth.ts';
import { bytesOf } from '#domain/kernel/text.ts';
import { isTestEvent } from '#domain/listening/event-id.ts';
import { eventsMadeBy } from '#domain/listening/event-table.ts';
import { OrderPublished, subscriptionTested } from '#domain/listening/events.ts';
import { eventsOf, numbered } from '#domain/listening/order-event.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { bareHistoryEntry, HistoryEntry, historyEntry } from '#domain/order/history.ts';
import { Order } from '#domain/order/order.ts';
import {
  accepted,
  act,
  anyDraft,
  anyOrder,
  anyPublished,
  at,
  catalog,
  complete,
  create,
  draft,
  edit,
  eur,
  manager,
  publish,
  publishedEvent,
  saved,
  sentTo,
  service,
  shade,
  traceparent,
} from '#test/support/orders.ts';
import { runs } from '#test/support/run/runs.ts';

const by = { sub: manager.sub, role: 'manager' } as const;

const sent = (body: object = complete) => {
  const order = draft(body);
  return saved(order, accepted(publish(order)), 'publishOrder');
};

/** An order in which every text has its longest length, all in one letter. */
function longest(letter: string): Order {
  const name = letter.repeat(100);
  const named = { ...service('s'.repeat(40), 'piece', 9_999_999_999), name, group: name };
  const [short, free] = [letter.repeat(60), { system: 'other', value: letter.repeat(60) }];
  const services = Array.from({ length: 100 }, (_, index) => ({
    lineId: String(index).padStart(40, '0'),
    serviceId: named.serviceId,
    teeth: Tooth.options,
    pontics: Tooth.options,
    quantity: 999,
    unitPrice: eur(9_999_999_999),
    shade: free,
    stumpShade: free,
    material: short,
    implant: { system: short, platform: short, retention: 'cement' },
    note: letter.repeat(500),
  }));
  const patient = { firstName: name, lastName: name, dateOfBirth: '1961-07-23', reference: short };
  const rest = { patient, enclosures: Array.from({ length: 20 }, () => short), note: letter.repeat(4000) };
  return accepted(create({ ...complete, ...rest, services }, act({ catalog: catalog({ services: [named] }) })));
}

describe('the event of a publication', () => {
  it('says of a remake that it is one, of which order if the laboratory had that, and never why', () => {
    const remade = (sourceSentTo: string[]) =>
      publishedEvent({ ...sent(), source: 'A0B1C2D3E4', sourceSentTo, remake: { reason: 'Too dark' } }, 42);
    expect(remade(['apex-lab']).data).toMatchObject({ remake: { source: 'A0B1C2D3E4' } });
    expect(remade(['bright-lab']).data).toMatchObject({ remake: { source: null } });
    expect(JSON.stringify(remade(['apex-lab']))).not.toContain('Too dark');
    expect(publishedEvent({ ...sent(), source: 'A0B1C2D3E4', sourceSentTo: ['apex-lab'] }, 42).data).not.toHaveProperty(
      'remake',
    );
  });

  it('says to the laboratory what was ordered, in FDI and in listing order', () => {
    const order = sent({
      ...complete,
      toothNotation: 'Universal',
      services: [
        { serviceId: 'zirconia-bridge', teeth: ['8', '7', '6', '5'], pontics: ['7', '6'], shade, note: 'to the lab' },
        { serviceId: 'full-denture', arch: 'lower', shade: { system: 'other', value: 'A2 body' } },
        { serviceId: 'express-courier' },
      ],
    });
    expect(publishedEvent(order, 42)).toEqual({
      specversion: '1.0',
      id: 'northside_E33E1B813D_2',
      source: 'order-desk',
      type: 'order.published.v1',
      subject: 'E33E1B813D',
      time: order.publishedAt,
      datacontenttype: 'application/json',
      partitionkey: 'northside_E33E1B813D',
      sequence: '0000000002',
      data: {
        tenantId: 'northside',
        number: 'E33E1B813D',
        version: 2,
        revision: 1,
        laboratoryId: 'apex-lab',
        to: 'laboratory',
        feedSequence: 42,
        changed: null,
        dueDate: '2026-12-18',
        lines: [
          {
            service: 'The zirconia-bridge',
            teeth: ['14', '13', '12', '11'],
            arch: 'upper',
            pontics: ['13', '12'],
            quantity: 4,
            shade,
          },
          {
            service: 'The full-denture',
            teeth: [],
            arch: 'lower',
            quantity: 1,
            shade: { system: 'other', value: 'A2 body' },
          },
          { service: 'The express-courier', teeth: [], quantity: 1 },
        ],
      },
    });
  });

  it('is always what its schema says', () => {
    fc.assert(
      fc.property(anyPublished, (order) => {
        expect(OrderPublished.parse(JSON.parse(JSON.stringify(publishedEvent(order))))).toEqual(publishedEvent(order));
      }),
    );
  });

  it('has one id, however often it is told and whatever its number in the feed', () => {
    fc.assert(
      fc.property(anyPublished, fc.nat(), fc.nat(), (order, one, other) => {
        const again = Order.parse(JSON.parse(JSON.stringify(order)));
        const [first, second] = [publishedEvent(order, one), publishedEvent(again, other)];
        expect(second).toEqual({ ...first, data: { ...first.data, feedSequence: other } });
        expect(first.id).toBe(`${order.tenantId}_${order.number}_${order.version}`);
      }),
    );
  });

  it('has an id without a dot, and so has a test, so that what a signature signs has one reading', () => {
    const test = { listener: 'L#apex-lab', subscriptionId: 'main' } as const;
    const tested = subscriptionTested(test, { requestId: 'JKJaXmPLvHcESHA=', at, traceparent: null });
    expect(tested.id).toBe('test_JKJaXmPLvHcESHA=');
    fc.assert(
      fc.property(anyPublished, (order) => {
        expect(publishedEvent(order).id).toMatch(/^[^.]+$/);
      }),
    );
  });

  it('is told from a test by its id, also if the organisation is called test', () => {
    const test = { listener: 'L#apex-lab', subscriptionId: 'main' } as const;
    const ids = ['test-123', 'JKJa_mPL=', '_'].map(
      (requestId) => subscriptionTested(test, { requestId, at, traceparent: null }).id,
    );
    expect(ids.map(isTestEvent)).toEqual([true, true, true]);
    fc.assert(
      fc.property(anyPublished, (order) => {
        expect(isTestEvent(publishedEvent({ ...order, tenantId: 'test' }).id)).toBe(false);
      }),
    );
  });

  it('carries the trace of the request that published, whatever happened to the order later', () => {
    const order = draft(complete);
    const traced = saved(order, accepted(publish(order)), 'publishOrder', traceparent);
    const event = publishedEvent(traced);
    expect(event).toEqual({ ...publishedEvent(saved(order, accepted(publish(order)), 'publishOrder')), traceparent });
    expect(OrderPublished.parse(event)).toEqual(event);
    const other = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    const later = saved(traced, { ...traced, note: 'later' }, 'editOrder', other);
    expect(publishedEvent(Order.parse(JSON.parse(JSON.stringify(later))))).toEqual(event);
  });

  it('of a test carries the trace of the request that asked for the test', () => {
    const test = { listener: 'L#apex-lab', subscriptionId: 'main' } as const;
    const asked = { requestId: 'this-request', at };
    const untraced = subscriptionTested(test, { ...asked, traceparent: null });
    expect(untraced).not.toHaveProperty('traceparent');
    expect(subscriptionTested(test, { ...asked, traceparent })).toEqual({ ...untraced, traceparent });
  });

  it('names no patient, no price, no note and no person', () => {
    const secret = {
      patient: { firstName: 'Xochitl', lastName: 'Quetzal', dateOfBirth: '1961-07-23', reference: 'REF-4711' },
      note: 'Confidential',
      enclosures: ['Photograph of Quetzal'],
    };
    fc.assert(
      fc.property(anyPublished, (order) => {
        const services = order.services.map((line) => ({ ...line, note: 'Confidential', unitPrice: eur(7_777_777) }));
        const text = JSON.stringify(publishedEvent({ ...order, ...secret, services }));
        expect(text).not.toMatch(/Xochitl|Quetzal|1961|4711|Confidential|7777777|EUR|Weber|weber|maria/);
      }),
    );
  });

  it('does not change with anything it does not tell', () => {
    fc.assert(
      fc.property(anyPublished, anyDraft, (order, { patient, note, enclosures, clinic }) => {
        expect(publishedEvent({ ...order, patient, note, enclosures, clinic })).toEqual(publishedEvent(order));
      }),
    );
  });

  it('fits into one request to the bus, for the longest order in any script', () => {
    const room = 240 * 1024;
    // UTF-8 takes at most three bytes for what the bounds count as one character.
    for (const letter of ['n', '"', 'й', '字']) {
      const order = {
        ...longest(letter),
        status: 'published',
        publication: { version: 1, revision: 1, laboratoryId: 'l'.repeat(40), changed: null },
      } satisfies Order;
      const [event] = eventsMadeBy('publishOrder', null, order);
      if (!event) throw new Error('Nothing is told.');
      const change = { version: 1, action: 'publishOrder', fields: [], by, at, requestId: 'r', events: [event] };
      expect(bytesOf(eventsOf(order, change))).toBeLessThan(room);
    }
  });
});

describe('the longest order within the bounds', () => {
  it('in Latin letters stays below 240 KB, so that it is never refused for its size', () => {
    expect(bytesOf(saved(null, longest('n')))).toBeLessThan(240 * 1024);
  });
});

describe('an event that is made when its publication is over', () => {
  const order = sent();
  const first = publishedEvent(order);
  const { dueDate: _dueDate, changed: _changed, lines: _lines, ...bare } = OrderPublished.parse(first).data;
  const withdrawn = saved(order, accepted(withdrawOrder.decide(order, {}, act())), 'withdrawOrder');
  /** The order as a draft that somebody has changed and not sent. */
  const unsent: Order = { ...withdrawn, dueDate: '2027-01-29', services: [], note: 'unsent' };

  it('says neither what was ordered nor by when, and keeps its id', () => {
    expect(publishedEvent(unsent)).toEqual({ ...first, data: bare });
    expect(OrderPublished.parse(publishedEvent(unsent))).toEqual(publishedEvent(unsent));
  });

  it('says nothing of the publication that came after it, also if that is at another laboratory', () => {
    const again = sentTo(
      'bright-lab',
      saved(unsent, accepted(publish({ ...order, status: 'draft', version: 3 })), 'publishOrder'),
    );
    const [change] = again.recent.filter(({ version }) => version === 2);
    expect(change && eventsOf(again, change).map((event) => numbered(event, 1))).toEqual([
      { ...first, data: { ...bare, laboratoryId: 'bright-lab' } },
    ]);
    expect(publishedEvent(again, 2)).toMatchObject({
      id: 'northside_E33E1B813D_4',
      data: { revision: 2, dueDate: '2026-12-18' },
    });
  });
});

describe('a history entry', () => {
  it('says who did what and when, and which fields changed from what to what', () => {
    const order = draft({ ...complete, note: 'old' });
    const next = saved(order, accepted(edit(order, { note: 'new', dueDate: null })));
    expect(historyEntry(order, next)).toEqual({
      version: 2,
      action: 'editOrder',
      by,
      at: next.updatedAt,
      changes: [
        { field: 'dueDate', from: '2026-12-18', to: null },
        { field: 'note', from: 'old', to: 'new' },
      ],
    });
  });

  it('of the creation says what the order began with, from nothing', () => {
    const order = draft({ note: 'new' });
    const { changes } = historyEntry(null, order);
    expect(changes).toContainEqual({ field: 'status', from: null, to: 'draft' });
    expect(changes).toContainEqual({ field: 'note', from: null, to: 'new' });
    expect(changes.map(({ field }) => field)).not.toContain('services');
  });

  it('of sending says the status', () => {
    const order = draft(complete);
    const next = saved(order, accepted(publish(order)), 'publishOrder');
    expect(historyEntry(order, next)).toMatchObject({
      action: 'publishOrder',
      changes: [{ field: 'status', from: 'draft', to: 'published' }],
    });
  });

  it('names what a newer release has changed beside what it knows', () => {
    const order = draft({ note: 'old' });
    const next = saved(order, accepted(edit(order, { note: 'new' })));
    const recent = next.recent.map((change) => ({ ...change, fields: ['urgency', ...change.fields] }));
    expect(historyEntry(order, { ...next, recent }).changes).toEqual([
      { field: 'note', from: 'old', to: 'new' },
      { field: 'urgency', changed: true },
    ]);
  });

  it('keeps a value of 1 KB, and of a longer one only that it changed', () => {
    const order = draft();
    const changesOf = (before: Order, note: string | null) =>
      historyEntry(before, saved(before, accepted(edit(before, { note })))).changes;
    // Two bytes less, because JSON adds quotation marks.
    expect(changesOf(order, 'n'.repeat(1022))).toEqual([{ field: 'note', from: null, to: 'n'.repeat(1022) }]);
    expect(changesOf(order, 'n'.repeat(1023))).toEqual([{ field: 'note', changed: true }]);
    expect(changesOf(order, 'й'.repeat(512))).toEqual([{ field: 'note', changed: true }]);
    expect(changesOf(draft({ note: 'n'.repeat(1023) }), null)).toEqual([{ field: 'note', changed: true }]);
  });

  it('keeps of a list that is longer the elements that were added, removed or changed', () => {
    const tasks = Array.from({ length: 20 }, (_, index) => ({
      ...{ taskId: `t-${index}`, name: `Task ${index}`, origin: 'manual' as const, quantity: 1 },
    }));
    const planOf = (list: typeof tasks) => {
      const order = draft();
      return { ...order, workPlan: { ...order.workPlan, tasks: list } };
    };
    const before = planOf(tasks);
    const [first, second, ...others] = tasks;
    const moved = { ...others[3], dueDate: '2026-12-15' };
    const after = planOf([...others.with(3, Object(moved)), Object({ ...second, quantity: 2 })]);
    expect(historyEntry(before, saved(before, after, 'editWorkPlan')).changes).toEqual([
      {
        field: 'workPlan',
        from: { ...before.workPlan, tasks: [first, second, others[3]] },
        to: { ...before.workPlan, tasks: [moved, { ...second, quantity: 2 }] },
        partial: true,
      },
    ]);
    const all = planOf(tasks.map((task) => ({ ...task, quantity: 2 })));
    expect(historyEntry(before, saved(before, all, 'editWorkPlan')).changes).toEqual([
      { field: 'workPlan', changed: true },
    ]);
  });

  it('stays below 64 KB, and says of every field that it changed', () => {
    const states = fc.oneof(anyOrder, fc.constantFrom(longest('n'), longest('字')));
    fc.assert(
      fc.property(states, states, (before, after) => {
        const version = before.version + 1;
        const recent = [{ version, action: 'editOrder', fields: [], by, at: after.updatedAt, requestId: 'r' }];
        const entry = historyEntry(before, Order.parse({ ...after, version, recent }));
        expect(bytesOf(entry)).toBeLessThanOrEqual(64 * 1024);
        expect(HistoryEntry.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
        for (const { from, to } of entry.changes) {
          expect(bytesOf(from ?? null)).toBeLessThanOrEqual(1024);
          expect(bytesOf(to ?? null)).toBeLessThanOrEqual(1024);
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('knows the fields alone where the states are gone', () => {
    const order = draft({ ...complete, note: 'x' });
    const [change] = order.recent;
    if (!change) throw new Error('No change.');
    const bare = bareHistoryEntry(change);
    const whole = historyEntry(null, order);
    expect(bare).toEqual({ ...whole, changes: whole.changes.map(({ field }) => ({ field, changed: true })) });
  });

  it('is never made up: an order that does not say what changed it is a fault', () => {
    expect(() => historyEntry(null, { ...draft(), version: 7 })).toThrow('E33E1B813D');
    expect(() => historyEntry(null, { ...draft(), recent: [] })).toThrow('E33E1B813D');
  });
});
