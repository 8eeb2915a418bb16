import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { warning } from '#domain/kernel/decision.ts';
import { bytesOf } from '#domain/kernel/text.ts';
import type { Action } from '#domain/order/actions.ts';
import {
  changedFields,
  fieldsChangedForLaboratory,
  fieldsChangedSince,
  isTracked,
  nextVersion,
  repetitionOf,
  trackedFields,
} from '#domain/order/changes.ts';
import { bounds, type Order, type RetryKey } from '#domain/order/order.ts';
import {
  accepted,
  act,
  anyDraft,
  at,
  by,
  catalog,
  complete,
  create,
  dentist,
  draft,
  edit,
  faultsIn,
  laboratory,
  manager,
  messagesIn,
  publish,
  saved,
  service,
  traceparent,
} from '#test/support/orders.ts';

const later = '2026-12-12T07:00:00.000Z';
const key = { hash: 'hash-of-key', fingerprint: 'fingerprint' };
const request = {
  action: 'editOrder',
  caller: manager,
  at: later,
  requestId: 'r-1',
  retryKey: null,
  traceparent: null,
  events: [],
} as const;

/** An order that was edited several times: version n+1 has note n. */
const edited = (order: Order, times: number) =>
  Array.from({ length: times }).reduce<Order>(
    (so, _, n) => saved(so, accepted(edit(so, { note: `note ${n}` }))),
    order,
  );

describe('the time since when an order has its status', () => {
  const since = (before: Order | null, after: Order) => accepted(nextVersion(before, after, request)).statusSince;
  const order = draft(complete);

  it('begins when it is made, or gets another status', () => {
    expect(since(null, order)).toBe(later);
    expect(since(order, { ...order, status: 'published' })).toBe(later);
  });

  it('stays with every other change', () => {
    expect(since(order, { ...order, note: 'x' })).toBe(at);
  });

  it('is that of its cancelling, sending or making where an earlier release has not stored it', () => {
    const { statusSince: _, ...earlier } = { ...order, createdAt: '2026-12-01T09:30:00.000Z' };
    const sent = { ...earlier, status: 'published' as const, publishedAt: '2026-12-02T09:30:00.000Z' };
    const cancelled = { ...earlier, status: 'cancelled' as const, cancelledAt: '2026-12-03T09:30:00.000Z' };
    expect([earlier, sent, cancelled].map((one) => since(one, { ...one, note: 'x' }))).toEqual([
      earlier.createdAt,
      sent.publishedAt,
      cancelled.cancelledAt,
    ]);
  });
});

describe('the fields in which two states of an order differ', () => {
  it('are those that an action may change', () => {
    const order = draft(complete);
    expect(changedFields(order, order)).toEqual([]);
    expect(changedFields(order, accepted(edit(order, { note: 'x', dueDate: null })))).toEqual(['dueDate', 'note']);
    expect(changedFields(order, accepted(edit(order, { laboratoryId: 'bright-lab' })))).toEqual([
      'laboratoryId',
      'laboratory',
    ]);
  });

  it('are for a new order what it has', () => {
    expect(changedFields(null, draft())).toEqual(['status', 'customerId', 'customer', 'clinic']);
    expect(changedFields(null, draft(complete))).toEqual([
      'status',
      'customerId',
      'customer',
      'clinic',
      'laboratoryId',
      'laboratory',
      'patient',
      'toothNotation',
      'services',
      'dueDate',
    ]);
  });

  it('leave out who, when and how often, and all that nobody but the product knows', () => {
    const order = draft();
    const touched = { ...order, version: 9, updatedAt: later, recent: [], createdWith: key, secret: 1 };
    expect(changedFields(order, touched)).toEqual([]);
    expect(['recent', 'createdWith', 'version', 'shippedAt'].filter(isTracked)).toEqual([]);
    expect(trackedFields.filter(isTracked)).toEqual(trackedFields);
  });
});

describe('a change as it is written', () => {
  it('is one version later, by whom, when, and with what happened inside it', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        const next = accepted(edit(order, { note: 'something new' }));
        const by = { sub: manager.sub, role: 'manager' };
        const change = { version: 2, action: 'editOrder', fields: ['note'], by, at: later, requestId: 'r-1' };
        expect(accepted(nextVersion(order, next, request))).toEqual({
          ...next,
          version: 2,
          laboratoryVersion: 2,
          updatedAt: later,
          updatedBy: by,
          recent: [...order.recent, change],
        });
      }),
    );
  });

  it('is a new version to the laboratory only if it changes what a laboratory reads', () => {
    const before = draft(complete);
    const sent = saved(before, accepted(publish(before)), 'publishOrder');
    const { version } = sent;
    expect(sent.laboratoryVersion).toBe(version);
    const unseen = { workPlan: { ...sent.workPlan, outdated: true }, payroll: { records: [], finalized: true } };
    const planned = saved(sent, { ...sent, ...unseen }, 'planWork');
    expect([planned.version, planned.laboratoryVersion]).toEqual([version + 1, version]);
    const moved = saved(planned, { ...planned, dueDate: '2027-01-29' }, 'changeDueDate');
    expect([moved.version, moved.laboratoryVersion]).toEqual([version + 2, version + 2]);
  });

  it('of a new order is version 1, and remembers for ever the key it was made with', () => {
    const create = { ...request, action: 'createOrder', retryKey: key } as const;
    const first = accepted(nextVersion(null, draft(), create));
    expect(first).toMatchObject({ version: 1, createdWith: key });
    expect(edited(first, 20)).toMatchObject({ version: 21, createdWith: key });
    expect(saved(null, draft()).createdWith).toBeNull();
  });

  it('remembers the last 16', () => {
    const order = edited(draft(), 20);
    expect(order.recent.map(({ version }) => version)).toEqual(Array.from({ length: 16 }, (_, n) => n + 6));
  });

  it('keeps a retry key only where there was one', () => {
    const order = draft();
    const next = accepted(edit(order, { note: 'x' }));
    expect(accepted(nextVersion(order, next, { ...request, retryKey: key })).recent.at(-1)?.retryKey).toEqual(key);
    expect(accepted(nextVersion(order, next, request)).recent.at(-1)).not.toHaveProperty('retryKey');
  });
});

describe('the trace of a request', () => {
  it('is kept with a publication, whose event carries it on, and with no other change', () => {
    const order = draft(complete);
    const traced = (before: Order, after: Order, action: 'publishOrder' | 'editOrder') =>
      saved(before, after, action, traceparent).recent.at(-1);
    const sent = accepted(publish(order));
    expect(traced(order, sent, 'publishOrder')).toMatchObject({ action: 'publishOrder', traceparent });
    expect(saved(order, sent, 'publishOrder').recent.at(-1)).not.toHaveProperty('traceparent');
    expect(traced(order, accepted(edit(order, { note: 'x' })), 'editOrder')).not.toHaveProperty('traceparent');
    const published = saved(order, sent, 'publishOrder');
    expect(traced(published, { ...published, note: 'x' }, 'editOrder')).not.toHaveProperty('traceparent');
  });
});

describe('an order that grows too large', () => {
  const wordy = (note: string) => ({
    services: Array.from({ length: 100 }, () => ({ serviceId: 'x', note, material: note.slice(0, 60) })),
    note: note.repeat(8).slice(0, 4000),
  });
  const named = act({ catalog: catalog({ services: [service('x', 'piece', 1)] }) });

  it('is refused at 300 KB with the bound named', () => {
    const order = accepted(create({ ...wordy('字'.repeat(500)), enclosures: ['e'] }, named));
    expect(bytesOf(order)).toBeLessThan(bounds.bytes);
    const padded = (bytes: number) => ({ ...order, note: 'n'.repeat(bytes) });
    const room = bounds.bytes - bytesOf(accepted(nextVersion(null, padded(0), request)));
    expect(bytesOf(accepted(nextVersion(null, padded(room), request)))).toBe(bounds.bytes);
    const tooMuch = nextVersion(null, padded(room + 1), request);
    expect(faultsIn(tooMuch)).toEqual([' order_too_large']);
    expect(messagesIn(tooMuch)).toEqual([expect.stringContaining('300 KB')]);
  });

  describe('at its bound, once it was sent', () => {
    const order = accepted(create({ ...wordy('字'.repeat(500)), enclosures: ['e'] }, named));
    const publication = { version: 1, revision: 1, laboratoryId: 'apex-lab', changed: null };
    const sized = (bytes: number): Order => ({ ...order, status: 'published', publication, note: 'n'.repeat(bytes) });
    const sent = sized(bounds.bytes - bytesOf(sized(0)));
    const by = { ...request, caller: { ...laboratory, name: 'A long name of a laboratory' } };
    const answering = (action: Action, change: Partial<Order>) =>
      nextVersion(sent, { ...sent, ...change }, { ...by, action });
    const laboratoryWork = { acceptedAt: later, journeys: [] };
    const message = '字'.repeat(500);
    const reasons = Array.from({ length: 20 }, () => ({ message, pointer: '/services/0/shade' }));

    it('takes every answer of its laboratory and of its clinic, and can be taken back or cancelled', () => {
      expect(bytesOf(sent)).toBe(bounds.bytes);
      const answers: [Action, Partial<Order>][] = [
        ['acceptOrder', { status: 'production', laboratoryWork }],
        ['returnOrder', { status: 'draft', returned: { at: later, by: { sub: 'a', role: 'laboratory' }, reasons } }],
        ['holdOrder', { laboratoryWork: { journeys: [], hold: { at: later, reason: message } } }],
        ['shipOrder', { status: 'shipped', laboratoryWork }],
        ['receiveOrder', { status: 'delivered', laboratoryWork }],
        ['reopenOrder', { status: 'production', laboratoryWork }],
        ['withdrawOrder', { status: 'draft' }],
        ['cancelOrder', { status: 'cancelled', cancelReason: message }],
        ['changeDueDate', { dueDate: '2027-01-29' }],
      ];
      for (const [action, change] of answers)
        expect([action, answering(action, change).kind]).toEqual([action, 'accepted']);
    });

    it('is refused whatever fills it further', () => {
      expect(faultsIn(answering('planWork', { workPlan: { ...sent.workPlan, outdated: true } }))).toEqual([
        ' order_too_large',
      ]);
    });

    it('can be edited after its return, whatever the reasons weigh', () => {
      const returned = { at: later, by: { sub: 'a', role: 'laboratory' as const }, reasons };
      const back = accepted(answering('returnOrder', { status: 'draft', returned }));
      expect(bytesOf(back)).toBeGreaterThan(bounds.bytes);
      expect(nextVersion(back, { ...back, note: 'short' }, request).kind).toBe('accepted');
      const longer = nextVersion(back, { ...back, enclosures: ['e', 'f'] }, request);
      expect(messagesIn(longer)).toEqual([': Shorten notes or split the order; it can have at most 300 KB.']);
    });

    it('is refused what fills it up to the bound of the order, where the answers leave no room for that', () => {
      const journeys = Array.from({ length: 20 }, () => ({ reopenedAt: later, reason: '字'.repeat(1600) }));
      const back = { ...sized(0), status: 'draft' as const, laboratoryWork: { journeys } };
      const filled = nextVersion(back, { ...back, note: sent.note?.slice(5000) ?? null }, request);
      expect(messagesIn(filled)).toEqual([
        ': Shorten notes or split the order; with the answers to it, it can have at most 380 KB.',
      ]);
    });

    it('is refused an answer that would not fit into the table', () => {
      const journey = { reopenedAt: later, reason: '字'.repeat(5000) };
      const journeys = Array.from({ length: 20 }, () => journey);
      expect(messagesIn(answering('holdOrder', { laboratoryWork: { journeys } }))).toEqual([
        ': Write less; the order, with the answers to it, can have at most 380 KB.',
      ]);
    });
  });

  it('is not one with every line, note and enclosure at its longest in plain letters', () => {
    const enclosures = Array.from({ length: 20 }, () => 'e'.repeat(60));
    const order = accepted(create({ ...wordy('n'.repeat(500)), enclosures }, named));
    expect(accepted(nextVersion(null, order, request)).services).toHaveLength(100);
  });
});

describe('what changed since a version', () => {
  const noted = edited(draft(), 3);
  const order = saved(noted, accepted(edit(noted, { enclosures: ['models'], note: null })));

  it('is every field since then, once', () => {
    expect(order.version).toBe(5);
    expect(fieldsChangedSince(5, order)).toEqual([]);
    expect(fieldsChangedSince(4, order)).toEqual(['enclosures', 'note']);
    expect(fieldsChangedSince(2, order)).toEqual(['note', 'enclosures']);
    expect(fieldsChangedSince(0, order)).toContain('customer');
  });

  it('is not known where it is longer ago than the order remembers', () => {
    const long = edited(draft(), 20);
    expect(fieldsChangedSince(5, long)).toEqual(['note']);
    expect(fieldsChangedSince(4, long)).toBeNull();
    expect(fieldsChangedSince(0, long)).toBeNull();
  });

  it('is nothing for a version that is still to come', () => {
    expect(fieldsChangedSince(99, order)).toEqual([]);
  });
});

describe('what changed since a version that a laboratory names', () => {
  const first = edited(draft(complete), 2);
  const sent = saved(first, accepted(publish(first)), 'publishOrder');
  const moved = saved(sent, { ...sent, dueDate: '2027-01-29' }, 'changeDueDate');

  it('is every field since then, from its publication on', () => {
    expect(fieldsChangedForLaboratory(sent.version, moved)).toEqual(['dueDate']);
  });

  it('is not said of a draft, which no laboratory has read', () => {
    expect(fieldsChangedSince(1, moved)).toContain('note');
    expect(fieldsChangedForLaboratory(1, moved)).toBeNull();
  });

  it('is not said of the time when another laboratory had the order', () => {
    const publication = { version: sent.version, revision: 2, laboratoryId: 'bright-lab', changed: null };
    expect(fieldsChangedForLaboratory(sent.version - 1, { ...moved, publication })).toBeNull();
  });

  it('is said of an earlier revision that the same laboratory had', () => {
    const publication = { version: sent.version, revision: 2, laboratoryId: 'apex-lab', changed: ['note'] };
    expect(fieldsChangedForLaboratory(1, { ...moved, publication })).toContain('note');
  });
});

describe('a retry key', () => {
  const first = accepted(nextVersion(null, draft(), { ...request, action: 'createOrder', retryKey: key }));
  const editKey = { hash: 'other-key', fingerprint: 'edit' };
  const second = accepted(nextVersion(first, accepted(edit(first, { note: 'x' })), { ...request, retryKey: editKey }));

  const repetition = (order: Order, retryKey: RetryKey | null) => repetitionOf({ requestId: null, retryKey }, order);
  const isNew = { kind: 'new' };

  it('that the order has not seen is new, and so is none', () => {
    expect(repetition(second, { hash: 'third', fingerprint: 'edit' })).toEqual(isNew);
    expect(repetition(second, null)).toEqual(isNew);
    expect(repetition(draft(), null)).toEqual(isNew);
    expect(repetition(draft(), key)).toEqual(isNew);
  });

  it('with the same request is done', () => {
    expect(repetition(second, key)).toEqual({ kind: 'done', change: first.recent.at(-1) });
    expect(repetition(second, editKey)).toEqual({ kind: 'done', change: second.recent.at(-1) });
  });

  it('with another request is reused', () => {
    expect(repetition(second, { ...key, fingerprint: 'edit' })).toEqual({ kind: 'keyReused' });
    expect(repetition(second, { ...editKey, fingerprint: 'fingerprint' })).toEqual({ kind: 'keyReused' });
  });

  it('of the creation is never forgotten, that of an edit after 16 more', () => {
    expect(repetition(edited(second, 15), editKey)).toEqual({ kind: 'done', change: second.recent.at(-1) });
    expect(repetition(edited(second, 16), editKey)).toEqual(isNew);
    expect(repetition(edited(second, 40), key)).toEqual({ kind: 'done', change: null });
  });
});

describe('a request whose answer was lost', () => {
  it('is known by its id', () => {
    const order = draft();
    const next = accepted(nextVersion(order, accepted(edit(order, { note: 'x' })), request));
    expect(repetitionOf({ requestId: 'r-1', retryKey: null }, next)).toEqual({ kind: 'done', change: next.recent[1] });
    expect(repetitionOf({ requestId: 'r-2', retryKey: null }, next)).toEqual({ kind: 'new' });
    expect(repetitionOf({ requestId: 'r-1', retryKey: null }, edited(next, 16))).toEqual({ kind: 'new' });
  });

  it('or repeated with its key, finds what it was warned of', () => {
    const warnings = [warning('/services', 'service_dropped', { name: 'The crown' })];
    const order = draft();
    const next = accepted(nextVersion(order, { ...order, note: 'x' }, { ...request, retryKey: key }, warnings));
    const repeated = repetitionOf({ requestId: 'again', retryKey: key }, edited(next, 3));
    expect(repeated).toMatchObject({ kind: 'done', change: { warnings } });
    const another = { requestId: 'again', retryKey: { ...key, hash: 'another' } };
    expect(repetitionOf(another, next)).toEqual({ kind: 'new' });
  });
});

describe('who changes an order', () => {
  it('is kept as caller and role, and nothing else of the token', () => {
    const next = accepted(nextVersion(null, accepted(create({}, by(dentist))), { ...request, caller: dentist }));
    expect(next.updatedBy).toEqual({ sub: dentist.sub, role: 'dentist' });
    expect(next.createdBy).toEqual({ sub: dentist.sub, role: 'dentist' });
    expect(next.createdAt).toBe(at);
  });
});
