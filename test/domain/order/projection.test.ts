import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { defaultSettings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { en } from '#domain/kernel/messages/en.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { historyEntry } from '#domain/order/history.ts';
import { columnsOf } from '#domain/order/lists/columns.ts';
import { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import { Order } from '#domain/order/order.ts';
import { toHistoryReply, toLabOrderReply, toLabOrderRowReply, toOrderRowReply } from '#domain/order/projection.ts';
import * as replies from '#functions/contract/replies/order-row.ts';
import {
  accepted,
  act,
  anyDraft,
  anyOrder,
  anyPublished,
  complete,
  dentist,
  draft,
  edit,
  eur,
  laboratory,
  lineOf,
  manager,
  publish,
  replyTo,
  saved,
  technician,
  today,
} from '#test/support/orders.ts';

const sentOrder = saved(draft(complete), accepted(publish(draft(complete))), 'publishOrder');
const open = { ...defaultSettings, laboratoriesSeePrices: true };
const shownTo = (caller: Caller, order: Order, settings = defaultSettings) =>
  replyTo(order, caller, settings, () => today, {});

/** The value after it was written to JSON and read again. */
const sent = (shown: unknown): unknown => JSON.parse(JSON.stringify(shown));

/** The names of all members, at every depth. */
function membersOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(membersOf);
  return Array.isArray(value) ? inside : [...Object.keys(value), ...inside];
}

const priced = ['price', 'unitPrice', 'amount', 'currency', 'subtotal', 'total', 'discount'];
const internal = ['recent', 'createdWith', 'retryKey', 'hash', 'fingerprint', 'requestId', 'schema', 'PK', 'SK'];

/** An order with unknown members of a later release, and prices that can be recognised. */
const withSecrets = (order: Order): Order =>
  Order.parse({
    ...order,
    PK: 'T#northside',
    SK: 'ORDER',
    schema: 2,
    invoice: { total: eur(7_777_777) },
    discount: { type: 'fixed', amount: eur(7_777_777) },
    createdWith: { hash: 'secret-hash', fingerprint: 'secret-print' },
    recent: order.recent.map((change) => ({
      ...change,
      retryKey: { hash: 'secret-hash', fingerprint: 'secret-print' },
    })),
    services: order.services.map((line) => ({
      ...line,
      unitPrice: eur(7_777_777),
      secret: 'secret-line',
      service: { ...line.service, price: eur(8_888_888), tasks: 'secret-steps' },
    })),
  });

const callers: Caller[] = [manager, dentist, technician, laboratory];
const head = [
  'tenantId',
  'number',
  'status',
  'version',
  'source',
  'root',
  'remake',
  'customerId',
  'customer',
  'clinic',
  'laboratoryId',
  'laboratory',
  'patient',
  'toothNotation',
  'services',
  'enclosures',
  'dueDate',
  'note',
  'revision',
  'publication',
  'returned',
  'laboratoryWork',
  'workPlan',
  'readiness',
  'warnings',
  'actions',
  'createdAt',
  'createdBy',
  'updatedAt',
  'updatedBy',
  'publishedAt',
  'publishedBy',
  'cancelledAt',
  'cancelledBy',
  'cancelReason',
];
const lineMembers = [
  'lineId',
  'serviceId',
  'service',
  'teeth',
  'arch',
  'pontics',
  'quantity',
  'quantityByHand',
  'shade',
  'stumpShade',
  'material',
  'implant',
  'note',
];

describe('an order, field by field', () => {
  it.each<[Caller, string[]]>([
    [manager, ['price', 'discount', 'payroll']],
    [dentist, ['price', 'discount']],
    [technician, ['payroll']],
    [laboratory, []],
  ])('shows $role what the role sees', (caller, more) => {
    const prices = more.includes('price');
    fc.assert(
      fc.property(anyOrder, (order) => {
        const shown = shownTo(caller, withSecrets(order));
        const due = order.status === 'draft' && !order.dueDate ? ['proposedDueDate'] : [];
        expect(Object.keys(shown).toSorted()).toEqual([...head, ...due, ...more].toSorted());
        for (const [index, line] of shown.services.entries()) {
          const all = [...lineMembers, ...(prices ? ['amount', 'unitPrice'] : [])];
          const said = { amount: true, unitPrice: true, ...order.services[index] };
          expect(Object.keys(line).toSorted()).toEqual(all.filter((member) => member in said).toSorted());
          expect(Object.keys(line.service).toSorted()).toEqual(
            ['group', 'name', 'needs', 'unit', ...(prices ? ['price'] : [])].toSorted(),
          );
        }
        expect(shown).toMatchObject({
          number: order.number,
          patient: order.patient,
          note: order.note,
          enclosures: order.enclosures,
          createdBy: order.createdBy,
        });
      }),
    );
  });

  it('shows nothing priced to a technician, nor to a laboratory unless its tenant says so', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        for (const caller of [technician, laboratory]) {
          const shown = sent(shownTo(caller, withSecrets(order)));
          expect(membersOf(shown).filter((member) => priced.includes(member))).toEqual([]);
          expect(JSON.stringify(shown)).not.toMatch(/7777777|8888888/);
        }
        const opened = shownTo(laboratory, order, open);
        expect(opened.price).toEqual(shownTo(manager, order).price);
        expect(shownTo(technician, order, open)).not.toHaveProperty('price');
      }),
    );
  });

  it('shows nothing internal to anybody', () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom(...callers), fc.boolean(), (order, caller, laboratoriesSeePrices) => {
        const shown = sent(shownTo(caller, withSecrets(order), { ...defaultSettings, laboratoriesSeePrices }));
        expect(membersOf(shown).filter((member) => internal.includes(member))).toEqual([]);
        expect(JSON.stringify(shown)).not.toMatch(/secret|invoice/);
      }),
    );
  });

  it('shows the price set by hand, marked, and the amount of every line', () => {
    const order = draft({ services: [{ serviceId: 'zirconia-crown', quantity: 2, unitPrice: eur(50) }] });
    expect(shownTo(dentist, order).services).toMatchObject([
      { service: { price: eur(119_00) }, unitPrice: eur(50), quantity: 2, quantityByHand: true, amount: eur(100) },
    ]);
    expect(shownTo(dentist, order).price).toEqual({ subtotal: eur(100), discount: eur(0), total: eur(100) });
  });

  it('shows everybody who did what by name, but a laboratory only who sent it the order', () => {
    const by = { sub: 'maria', role: 'manager', name: 'Maria Berg' } as const;
    const order: Order = { ...draft(complete), createdBy: by, updatedBy: by, publishedBy: by, cancelledBy: by };
    const record = { recordId: 'r1', employeeId: 'timo', amount: eur(5), at: order.createdAt, by };
    const paid: Order = { ...order, payroll: { records: [record], finalized: false } };
    const all = { createdBy: by, updatedBy: by, publishedBy: by, cancelledBy: by };
    for (const caller of [manager, dentist, technician]) expect(shownTo(caller, paid)).toMatchObject(all);
    expect(shownTo(manager, paid).payroll?.records[0]?.by).toEqual(by);
    const { createdBy, updatedBy, publishedBy, cancelledBy } = shownTo(laboratory, paid);
    const nameless = { sub: 'maria', role: 'manager' };
    expect([createdBy, updatedBy, publishedBy, cancelledBy]).toEqual([nameless, nameless, by, nameless]);
  });

  it('shows teeth in the notation of the order', () => {
    const services = [{ serviceId: 'zirconia-bridge', teeth: ['8', '7'], pontics: ['7'] }];
    const order = draft({ toothNotation: 'Universal', services });
    expect(lineOf(order).teeth).toEqual(['11', '12']);
    expect(shownTo(laboratory, order).services).toMatchObject([{ teeth: ['8', '7'], pontics: ['7'] }]);
  });
});

describe('what follows from a draft', () => {
  it('is what it lacks, what is odd about it, and what the caller may do', () => {
    const order = draft({
      toothNotation: 'FDI',
      services: [{ serviceId: 'zirconia-crown', teeth: ['11'], quantity: 2 }],
    });
    const shown = shownTo(dentist, order);
    expect(shown.readiness.map(({ code }) => code)).toContain('laboratory_missing');
    expect(shown.warnings.map(({ code }) => code)).toEqual(['quantity_differs']);
    expect(shown.actions).toContain('publishOrder');
    expect(shown.actions).not.toContain('changeCustomer');
  });

  it('shows a laboratory what is prescribed and what it has answered, under its own version, and nothing of the clinic’s own affairs', () => {
    const order = {
      ...withSecrets(draft(complete)),
      ...{ status: 'production' as const, version: 9, laboratoryVersion: 7, source: 'AAAAAAAAAA', root: 'AAAAAAAAAA' },
      publication: { version: 2, revision: 1, laboratoryId: 'apex-lab', changed: null },
      laboratoryWork: { laboratoryReference: 'Pan 118', journeys: [] },
      payroll: { records: [], finalized: true },
    };
    const reader = { caller: laboratory, settings: open, words: en };
    const shown = (laboratoryId: string) =>
      toLabOrderReply({ ...order, sourceSentTo: [laboratoryId] }, reader, () => today, {});
    expect(shown('bright-lab')).toMatchObject({ version: 7, source: null, laboratoryWork: order.laboratoryWork });
    expect(shown('apex-lab').source).toBe('AAAAAAAAAA');
    const members = membersOf(shown('apex-lab'));
    for (const hidden of ['workPlan', 'payroll', 'discount', 'readiness', 'root', 'createdBy', 'updatedAt'])
      expect(members).not.toContain(hidden);
  });

  it('comes with the warnings of the action just done', () => {
    const warnings = [{ code: 'service_dropped', facts: { name: 'The crown' } }];
    expect(replyTo(draft(), manager, defaultSettings, () => today, { warnings }).warnings).toEqual([
      { code: 'service_dropped', message: 'The crown is no longer offered and was left out of the copy.' },
    ]);
  });

  it('leaves out a stored warning that only a newer release has words for', () => {
    const warnings = [{ code: 'no_scan', facts: { name: 'Apex' } }];
    expect(replyTo(draft(), manager, defaultSettings, () => today, { warnings }).warnings).toEqual([]);
  });

  it('is a proposed due date while it has none: seven working days from a Friday is the Tuesday after next', () => {
    expect(shownTo(manager, draft())).toMatchObject({ dueDate: null, proposedDueDate: '2026-12-22' });
    expect(shownTo(manager, draft(complete))).not.toHaveProperty('proposedDueDate');
    const christmas = { date: '2026-12-21', reason: 'Closed', annually: false };
    expect(shownTo(manager, draft(), { ...defaultSettings, exceptions: [christmas], productionDays: 6 })).toMatchObject(
      {
        proposedDueDate: '2026-12-22',
      },
    );
  });

  it('is nothing once it is published or cancelled', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const shown = shownTo(manager, order);
        if (order.status === 'draft') return;
        expect(shown).toMatchObject({ readiness: [], warnings: [] });
        expect(shown).not.toHaveProperty('proposedDueDate');
      }),
    );
  });
});

describe('an order in a list', () => {
  const stored = (order: Order) => ({ ...withSecrets(order), ...columnsOf(withSecrets(order)) });

  it('is what a row shows, without address or registration number', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const row = toOrderRowReply(OrderRow.parse(stored(order)));
        expect(Object.keys(row).toSorted()).toEqual(Object.keys(replies.OrderRow.shape).toSorted());
        expect(row.customer).toEqual({ firstName: order.customer.firstName, lastName: order.customer.lastName });
        expect(membersOf(sent(row)).filter((name) => [...priced, ...internal].includes(name))).toEqual([]);
      }),
    );
  });

  it('says teeth in the notation of the order', () => {
    const order = draft({
      ...complete,
      toothNotation: 'Palmer',
      services: [{ serviceId: 'zirconia-crown', teeth: ['UR1'] }],
    });
    expect(toOrderRowReply(OrderRow.parse(stored(order)))).toMatchObject({
      toothNotation: 'Palmer',
      servicesInBrief: { services: [{ teeth: ['UR1'] }] },
    });
  });

  it('of a laboratory says in brief what is ordered, in the notation of the order, and why it was sent back', () => {
    const order = draft({
      ...complete,
      toothNotation: 'Universal',
      services: ['zirconia-crown', 'zirconia-bridge', 'implant-crown', 'implant-bar'].map((serviceId) => ({
        serviceId,
        teeth: ['8'],
      })),
    });
    const named = (id: string) => ({ name: `The ${id}`, quantity: 1, teeth: ['8'] });
    const row = stored({ ...sentOrder, toothNotation: order.toothNotation, services: order.services });
    expect(toLabOrderRowReply(LabOrderRow.parse(row))).toMatchObject({
      toothNotation: 'Universal',
      servicesInBrief: { services: ['zirconia-crown', 'zirconia-bridge', 'implant-crown'].map(named), more: 1 },
      sentBack: null,
    });
  });

  it('of an earlier release has its status since it was saved first, as it is sorted', () => {
    const { statusSince: _, ...earlier } = { ...draft(), createdAt: '2026-12-01T09:30:00.000Z' };
    expect(toOrderRowReply(OrderRow.parse(earlier))).toMatchObject({ statusSince: '2026-12-01T09:30:00.000Z' });
  });

  it('of a laboratory is what a row shows, and no more', () => {
    fc.assert(
      fc.property(anyPublished, (order) => {
        const row = toLabOrderRowReply(LabOrderRow.parse(stored(order)));
        expect(Object.keys(row).toSorted()).toEqual(Object.keys(replies.LabOrderRow.shape).toSorted());
        expect(membersOf(sent(row)).filter((name) => [...priced, ...internal].includes(name))).toEqual([]);
      }),
    );
  });
});

describe('a remake', () => {
  const remake = { reason: 'Too dark' };
  const order = (sourceSentTo: string[]): Order => ({ ...sentOrder, source: 'A0B1C2D3E4', sourceSentTo, remake });
  const read = (one: Order) => toLabOrderReply(one, { caller: laboratory, settings: open, words: en }, () => today, {});
  const rowOf = (one: Order) => toLabOrderRowReply(LabOrderRow.parse({ ...one, ...columnsOf(one) })).remake;

  it('is one to its laboratory, with the reason; of which order, only if that had been sent to it', () => {
    expect(read(order(['bright-lab', 'apex-lab']))).toMatchObject({ remake, source: 'A0B1C2D3E4' });
    expect(read(order(['bright-lab']))).toMatchObject({ remake, source: null });
    for (const caller of [manager, dentist, technician])
      expect(shownTo(caller, order([]))).toMatchObject({ remake, source: 'A0B1C2D3E4' });
  });

  it('is one in the list of its laboratory, which does not say why', () => {
    expect(rowOf(order(['apex-lab']))).toEqual({ source: 'A0B1C2D3E4' });
    expect(rowOf(order([]))).toEqual({ source: null });
    expect(rowOf({ ...order(['apex-lab']), remake: null })).toBeNull();
  });
});

test('the laboratory of an order is told to it by name and address, not whether it is the own one of the organisation', () => {
  const own: Order = { ...sentOrder, laboratory: { name: 'Apex', address: 'Musterhafen 48', own: true } };
  const read = toLabOrderReply(own, { caller: laboratory, settings: open, words: en }, () => today, {});
  expect(read.laboratory).toEqual({ name: 'Apex', address: 'Musterhafen 48' });
  expect(shownTo(manager, own).laboratory).toEqual(own.laboratory);
});

describe('a history entry', () => {
  const order = draft({ ...complete, services: [{ ...complete.services[0], unitPrice: eur(7_777_777) }] });
  const entry = historyEntry(null, order);
  const fieldsOf = ({ changes }: ReturnType<typeof toHistoryReply>) => changes.map(({ field }) => field);

  it('shows who did what and when, with the fields from what to what', () => {
    const next = saved(order, accepted(edit(order, { note: 'new' })));
    expect(toHistoryReply(historyEntry(order, next), next, dentist, defaultSettings)).toEqual({
      version: 2,
      action: 'editOrder',
      by: { sub: manager.sub, role: 'manager' },
      at: next.updatedAt,
      changes: [{ field: 'note', from: null, to: 'new' }],
    });
  });

  it('shows lines as the order shows them', () => {
    const shown = toHistoryReply(entry, order, dentist, defaultSettings);
    const services = shown.changes.find(({ field }) => field === 'services');
    expect(sent(services)).toEqual(sent({ field: 'services', from: [], to: shownTo(dentist, order).services }));
  });

  it('shows the reasons of a return as the order shows them, each where the laboratory has sent it', () => {
    const reasons = [{ pointer: '/services/0/shade', message: 'Which shade?' }, { message: 'Torn' }];
    const decision = returnOrder.decide(sentOrder, { reasons }, { ...act(), caller: laboratory });
    const back = saved(sentOrder, accepted(decision), 'returnOrder');
    const { changes } = toHistoryReply(historyEntry(sentOrder, back), back, dentist, defaultSettings);
    expect(changes).toContainEqual({ field: 'returned', from: null, to: { ...back.returned, reasons } });
    const moved = { ...back, services: [...back.services.toReversed(), ...back.services] };
    expect(toHistoryReply(historyEntry(sentOrder, back), moved, dentist, defaultSettings).changes).toEqual(changes);
  });

  it('shows nothing priced to a technician and nothing internal to anybody', () => {
    fc.assert(
      fc.property(anyDraft, anyPublished, (before, published) => {
        const [one, other] = [withSecrets(before), withSecrets(published)];
        const next = saved(one, { ...other, version: one.version, recent: one.recent }, 'publishOrder');
        for (const change of [historyEntry(null, before), historyEntry(one, next)]) {
          const seen = sent(toHistoryReply(change, next, technician, open));
          expect(membersOf(seen).filter((member) => [...priced, ...internal].includes(member))).toEqual([]);
          expect(JSON.stringify(seen)).not.toMatch(/7777777|8888888/);
          for (const caller of callers)
            expect(JSON.stringify(toHistoryReply(change, next, caller, open))).not.toMatch(/secret/);
        }
      }),
    );
  });

  it('leaves out fields that this release does not know, and its number in the feed', () => {
    const later = { ...entry, feedSequence: 7, changes: [...entry.changes, { field: 'invoice', from: 1, to: 2 }] };
    const shown = toHistoryReply(later, order, manager, defaultSettings);
    expect(fieldsOf(shown)).toEqual(entry.changes.map(({ field }) => field));
    expect(shown).not.toHaveProperty('feedSequence');
  });

  it('says of what a later release has shaped anew only that it changed', () => {
    const changes = [
      { field: 'patient', from: null, to: { reference: ['CASE-1', 'CASE-2'] } },
      { field: 'services', from: [{ lineId: 'one' }], to: [] },
      { field: 'discount', from: null, to: { type: 'percentage', percent: 5, why: 'friends' } },
    ];
    expect(toHistoryReply({ ...entry, changes }, order, manager, defaultSettings).changes).toEqual([
      { field: 'patient', changed: true },
      { field: 'services', changed: true },
      { field: 'discount', from: null, to: { type: 'percentage', percent: 5 } },
    ]);
    const lists = [
      { field: 'enclosures', from: [], to: [{ text: 'Scan', secret: 'x' }] },
      { field: 'note', to: { rich: 'x' } },
    ];
    expect(toHistoryReply({ ...entry, changes: lists }, order, dentist, defaultSettings).changes).toEqual([
      { field: 'enclosures', changed: true },
      { field: 'note', changed: true },
    ]);
  });

  it('says of a long value only that it changed', () => {
    const change = { ...entry, changes: [{ field: 'services', changed: true as const }] };
    expect(toHistoryReply(change, order, technician, defaultSettings).changes).toEqual([
      { field: 'services', changed: true },
    ]);
  });
});
