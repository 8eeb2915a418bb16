import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service } from '#domain/catalog/services.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { noPayroll, noPlan, type Order } from '#domain/order/order.ts';
import { CopyOrder } from '#domain/order/requests/copy-order.ts';
import { publishedTo } from '#domain/order/statuses.ts';
import {
  accepted,
  act,
  anyOrder,
  apex,
  asked,
  by,
  catalog,
  complete,
  copy,
  courier,
  crown,
  dentist,
  draft,
  edit,
  eur,
  faultsIn,
  lineOf,
  publish,
  refusal,
  saved,
  weber,
} from '#test/support/orders.ts';

const at = '2027-03-01T08:00:00.000Z';
const later = (other = {}) => act({ caller: dentist, at, number: '0123456789', ...other });
const warningsOf = (decision: ReturnType<typeof copy>) => (decision.kind === 'accepted' ? decision.warnings : []);

/** The catalogue with other prices and names. */
const repriced = catalog({
  services: [...catalog().services.values()].map((old) => ({
    ...old,
    name: `New ${old.name}`,
    price: eur(old.price.amount + 1),
  })),
});

describe('a copy', () => {
  it('takes along what travels, at the prices of today, and nothing else', () => {
    fc.assert(
      fc.property(anyOrder, (source) => {
        const me = { sub: dentist.sub, role: 'dentist' };
        expect(accepted(copy(source, {}, later({ catalog: repriced })))).toEqual({
          tenantId: source.tenantId,
          number: '0123456789',
          status: 'draft',
          source: source.number,
          root: source.number,
          sourceSentTo: publishedTo(source),
          remake: null,
          returned: null,
          laboratoryWork: null,
          laboratoryVersion: 0,
          customerId: source.customerId,
          customer: source.customer,
          clinic: source.clinic,
          laboratoryId: source.laboratoryId,
          laboratory: source.laboratoryId
            ? expect.objectContaining({ name: repriced.laboratories.get(source.laboratoryId)?.name })
            : null,
          patient: source.patient,
          toothNotation: source.toothNotation,
          services: source.services.map(({ unitPrice: _, ...line }) => {
            const { name, group, unit, price, needs } = repriced.services.get(line.serviceId) ?? crown;
            return { ...line, service: { name, group, unit, price, needs, leadDays: 0 } };
          }),
          enclosures: source.enclosures,
          note: source.note,
          dueDate: null,
          currency: 'EUR',
          discount: null,
          workPlan: noPlan,
          payroll: noPayroll,
          createdAt: at,
          createdBy: me,
          updatedAt: at,
          updatedBy: me,
          publishedAt: null,
          publication: null,
          publishedBy: null,
          cancelledAt: null,
          cancelledBy: null,
          cancelReason: null,
          version: 0,
          createdWith: null,
          recent: [],
        });
      }),
    );
  });

  it('made twice is the same but for its number', () => {
    fc.assert(
      fc.property(anyOrder, (source) => {
        const [one, other] = ['AAAAAAAAAA', 'BBBBBBBBBB'].map((number) =>
          accepted(copy(source, {}, later({ number }))),
        );
        expect({ ...one, number: '' }).toEqual({ ...other, number: '' });
        expect(one?.number).not.toBe(other?.number);
      }),
    );
  });

  it('leaves its source as it was', () => {
    fc.assert(
      fc.property(anyOrder, (source) => {
        const before = structuredClone(source);
        copy(source, { changes: { note: 'x', services: null } });
        expect(source).toEqual(before);
      }),
    );
  });

  it('of a copy of a copy names the order it came from, and the first of the chain', () => {
    const numbers = ['1111111111', '2222222222', '3333333333', '4444444444'];
    fc.assert(
      fc.property(anyOrder, (first) => {
        const chain: Order[] = [];
        for (const number of numbers)
          chain.push(saved(null, accepted(copy(chain.at(-1) ?? first, {}, later({ number }))), 'copyOrder'));
        expect(chain.map(({ root }) => root)).toEqual(numbers.map(() => first.number));
        expect(chain.map(({ source }) => source)).toEqual([first.number, ...numbers.slice(0, -1)]);
        expect(chain.map(({ version }) => version)).toEqual(numbers.map(() => 1));
      }),
    );
  });

  it('counts a quantity again where the service is now priced otherwise, and keeps one set by hand', () => {
    const perPiece: Service = { ...crown, unit: 'piece' };
    const source = draft({
      toothNotation: 'FDI',
      services: [
        { serviceId: 'zirconia-crown', teeth: ['11', '21'] },
        { serviceId: 'zirconia-crown', teeth: ['11', '21'], quantity: 5 },
      ],
    });
    const copied = accepted(copy(source, {}, later({ catalog: catalog({ services: [perPiece] }) })));
    expect(copied.services.map(({ quantity }) => quantity)).toEqual([1, 5]);
  });

  it("is in the tenant's currency of today", () => {
    const settings = { ...defaultSettings, currency: 'USD' };
    const dollars = [{ ...courier, price: { amount: 20_00, currency: 'USD' } }];
    const source = draft({ services: [{ serviceId: 'express-courier', unitPrice: eur(1) }] });
    const copied = accepted(copy(source, {}, later({ settings, catalog: catalog({ services: dollars }) })));
    expect(copied.currency).toBe('USD');
    expect(lineOf(copied)).toMatchObject({ service: { price: { currency: 'USD' } } });
    expect(lineOf(copied)).not.toHaveProperty('unitPrice');
  });
});

describe('a remake', () => {
  const remake = { reason: 'The margin is open on 11.' };

  it('is a copy that says why it is made again; a copy of it is none', () => {
    fc.assert(
      fc.property(anyOrder, (source) => {
        const again = accepted(copy(source, { remake }, later()));
        expect(again).toEqual({ ...accepted(copy(source, {}, later())), remake });
        expect(accepted(copy(again, {}, later())).remake).toBeNull();
      }),
    );
  });

  it('of an order that was never sent is made with a warning, also when that is cancelled; a plain copy of it without', () => {
    const never = draft(complete);
    const cancelled = accepted(cancelOrder.decide(never, {}, act()));
    const warning = {
      pointer: '/remake',
      code: 'source_never_sent',
      facts: { number: never.number },
    };
    const oddIn = (source: Order, body: CopyOrder = { remake }) =>
      warningsOf(copy(source, body)).filter(({ code }) => code === 'source_never_sent');
    expect([never, cancelled].map((source) => oddIn(source))).toEqual([[warning], [warning]]);
    expect(oddIn(never, {})).toEqual([]);
  });

  it('of an order that was sent once has no such warning: not when it is with its laboratory, delivered, back or cancelled', () => {
    const atLaboratory = accepted(publish(draft(complete)));
    const sources = [
      atLaboratory,
      accepted(receiveOrder.decide(atLaboratory, {}, act())),
      accepted(withdrawOrder.decide(atLaboratory, {}, act())),
      accepted(cancelOrder.decide(atLaboratory, {}, act())),
    ];
    expect(sources.map(({ status }) => status)).toEqual(['published', 'delivered', 'draft', 'cancelled']);
    for (const source of sources)
      expect(warningsOf(copy(source, { remake })).map(({ code }) => code)).not.toContain('source_never_sent');
  });

  it('is asked for with its reason', () => {
    for (const said of [{}, { reason: '' }, { reason: ' ' }, { reason: 'x'.repeat(501) }, { reason: null }])
      expect(CopyOrder.safeParse({ remake: said }).success).toBe(false);
    expect(CopyOrder.parse({ remake })).toEqual({ remake });
  });

  it('remembers the laboratories that its source had been sent to by then, each once', () => {
    const sent = (order: Order, laboratoryId: string) =>
      saved(order, accepted(publish(order, { changes: { laboratoryId } })), 'publishOrder');
    const back = (order: Order) => saved(order, accepted(withdrawOrder.decide(order, {}, act())), 'withdrawOrder');
    const first = draft(complete);
    const atApex = sent(first, 'apex-lab');
    const atBright = sent(back(atApex), 'bright-lab');
    const again = sent(back(atBright), 'apex-lab');
    const known = [first, atApex, atBright, again].map((source) => accepted(copy(source)).sourceSentTo);
    expect(known).toEqual([[], ['apex-lab'], ['bright-lab', 'apex-lab'], ['apex-lab', 'bright-lab']]);
  });
});

describe('what has changed since', () => {
  const source = draft({
    ...complete,
    clinic: 'Harbour Clinic',
    services: [...complete.services, { serviceId: 'express-courier' }],
  });

  it('drops a service that has left the catalogue, and names it in the warnings', () => {
    for (const services of [[courier], [courier, { ...crown, active: false }]]) {
      const decision = copy(source, {}, later({ catalog: catalog({ services }) }));
      expect(accepted(decision).services.map(({ serviceId }) => serviceId)).toEqual(['express-courier']);
      expect(warningsOf(decision)).toMatchObject([{ code: 'service_dropped', facts: { name: crown.name } }]);
    }
    expect(warningsOf(copy(source))).toEqual([]);
  });

  it('refuses a customer who is no longer active', () => {
    const retired = later({ catalog: catalog({ customers: [{ ...weber, active: false }] }) });
    expect(faultsIn(copy(source, {}, retired))).toEqual(['/customerId inactive_customer']);
  });

  it('takes the names of dentist and laboratory as they are today', () => {
    const today = catalog({
      customers: [{ ...weber, lastName: 'Weber-Lang' }],
      laboratories: [{ ...apex, name: 'Apex Dental', active: false }],
    });
    expect(accepted(copy(source, {}, later({ catalog: today })))).toMatchObject({
      customer: { lastName: 'Weber-Lang' },
      laboratoryId: 'apex-lab',
      laboratory: { name: 'Apex Dental' },
    });
  });

  it('brings a dentist who has left the clinic back to the home clinic', () => {
    const moved = catalog({ customers: [{ ...weber, clinics: [] }] });
    expect(accepted(copy(source, {}, later({ catalog: moved }))).clinic).toBe('Weber Practice');
    expect(accepted(copy(source, {}, later())).clinic).toBe('Harbour Clinic');
  });
});

describe('changes in the same step', () => {
  const source = draft({ ...complete, note: 'old' });

  it('are an edit of the copy', () => {
    const changes = { note: null, dueDate: '2027-04-01', services: [{ serviceId: 'full-denture', arch: 'upper' }] };
    const copied = accepted(copy(source, { changes }, later()));
    expect(copied).toMatchObject({ note: null, dueDate: '2027-04-01', patient: { lastName: 'Ferrari' } });
    expect(copied.services).toMatchObject([{ serviceId: 'full-denture', arch: 'upper' }]);
    fc.assert(
      fc.property(anyOrder, (order) => {
        const patch = { note: 'new', dueDate: '2027-04-01', patient: { firstName: null }, enclosures: null };
        const edited = accepted(edit(accepted(copy(order, {}, later())), patch));
        expect(accepted(copy(order, { changes: patch }, later()))).toEqual(edited);
      }),
    );
  });

  it('keep of a line of the source what they do not name, but its price', () => {
    const priced = draft({ ...complete, services: [{ ...complete.services[0], unitPrice: eur(1), note: 'x' }] });
    const { lineId, serviceId } = lineOf(priced);
    const copied = accepted(copy(priced, { changes: { services: [{ lineId, serviceId, note: 'y' }] } }, later()));
    expect(lineOf(copied)).toMatchObject({ lineId, teeth: ['11'], note: 'y' });
    expect(lineOf(copied)).not.toHaveProperty('unitPrice');
  });

  it('name their faults below changes', () => {
    const changes = { clinic: 'Elsewhere', services: [{ serviceId: 'nothing' }] };
    expect(faultsIn(copy(source, { changes }, later())).toSorted()).toEqual([
      '/changes/clinic unknown_clinic',
      '/changes/services/0/serviceId unknown_service',
    ]);
  });

  it('let a manager set a price by hand, and nobody else, not even the price of the source', () => {
    const priced = draft({ ...complete, services: [{ ...complete.services[0], unitPrice: eur(1) }] });
    const { lineId, serviceId } = lineOf(priced);
    const body = { changes: { services: [{ lineId, serviceId, unitPrice: eur(1) }] } };
    expect(lineOf(accepted(copy(priced, body))).unitPrice).toEqual(eur(1));
    const decision = copy(priced, body, by(dentist));
    expect(refusal(decision).code).toBe('forbidden');
    expect(faultsIn(decision)).toEqual(['/changes/services/0/unitPrice forbidden']);
  });
});

describe('what a copy looks up', () => {
  it('is all that travels, and what the changes add', () => {
    const source = draft(complete);
    const { lineId, serviceId } = lineOf(source);
    expect(asked((how) => copy(source, {}, how))).toEqual([
      { customers: ['weber'], services: ['zirconia-crown'], laboratories: ['apex-lab'], profiles: ['apex-lab'] },
    ]);
    const changes = { laboratoryId: 'bright-lab', services: [{ lineId, serviceId }, { serviceId: 'full-denture' }] };
    expect(asked((how) => copy(source, { changes }, how))).toEqual([
      {
        customers: ['weber'],
        services: ['zirconia-crown', 'full-denture'],
        laboratories: ['apex-lab', 'bright-lab'],
        profiles: ['bright-lab'],
      },
    ]);
  });

  it('is asked for at once, whatever the order and its changes', () => {
    fc.assert(
      fc.property(anyOrder, (source) => {
        const changes = { services: [{ serviceId: 'full-denture' }], clinic: 'Harbour Clinic' };
        expect(asked((how) => copy(source, { changes }, how))).toHaveLength(1);
      }),
    );
  });
});
