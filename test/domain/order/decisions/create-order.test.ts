import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wanted } from '#domain/catalog/lookup.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { catalogReferences, createOrder } from '#domain/order/decisions/create-order.ts';
import { Order } from '#domain/order/order.ts';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import {
  accepted,
  act,
  anyBody,
  asked,
  at,
  by,
  catalog,
  complete,
  create,
  dentist,
  faultsIn,
  manager,
  refusal,
  saved,
  weber,
} from '#test/support/orders.ts';

describe('saving an order', () => {
  it('needs only a customer', () => {
    expect(accepted(create({}))).toMatchObject({
      tenantId: 'northside',
      number: 'E33E1B813D',
      status: 'draft',
      source: null,
      root: null,
      customerId: 'weber',
      clinic: 'Weber Practice',
      laboratoryId: null,
      patient: {},
      services: [],
      enclosures: [],
      dueDate: null,
      note: null,
      currency: 'EUR',
      createdAt: at,
      createdBy: { sub: 'maria', role: 'manager' },
      publishedAt: null,
      cancelledAt: null,
    });
  });

  it('makes version 1', () => {
    expect(saved(null, accepted(create({}))).version).toBe(1);
  });

  it("keeps the dentist's name, registration number and address as they are today, and no more", () => {
    expect(accepted(create({})).customer).toEqual({
      firstName: 'Anna',
      lastName: 'Weber',
      registrationNumber: 'Z-100',
      address: '1 Mill Lane',
    });
    expect(accepted(create({ customerId: 'novak' })).customer).toEqual({ firstName: 'Petr', lastName: 'Novák' });
  });

  it('is always for the dentist who saves it', () => {
    expect(accepted(create({}, by(dentist))).customerId).toBe('weber');
    expect(accepted(create({ customerId: 'weber' }, by(dentist))).customerId).toBe('weber');
    expect(faultsIn(create({ customerId: 'novak' }, by(dentist)))).toEqual(['/customerId forbidden']);
  });

  it('is refused without a customer, for an unknown one and for one who is not active', () => {
    expect(faultsIn(create({ customerId: undefined }))).toEqual(['/customerId customer_required']);
    expect(faultsIn(create({ customerId: 'stranger' }))).toEqual(['/customerId unknown_customer']);
    const retired = act({ catalog: catalog({ customers: [{ ...weber, active: false }] }) });
    expect(faultsIn(create({}, retired))).toEqual(['/customerId inactive_customer']);
    expect(faultsIn(create({}, { ...retired, caller: dentist }))).toEqual(['/customerId inactive_customer']);
  });

  it('names the faults of customer, laboratory, clinic and lines together', () => {
    const body = { laboratoryId: 'nowhere', services: [{ serviceId: 'nothing', teeth: ['11'] }] };
    expect(faultsIn(create({ customerId: 'stranger', ...body })).toSorted()).toEqual([
      '/customerId unknown_customer',
      '/laboratoryId unknown_laboratory',
      '/services/0/serviceId unknown_service',
      '/toothNotation tooth_notation_required',
    ]);
    expect(faultsIn(create({ clinic: 'Elsewhere' }))).toEqual(['/clinic unknown_clinic']);
  });

  it('names the fault of an automatic plan in what is planned, and of one by hand in the plan', () => {
    expect(faultsIn(create({ workPlan: { mode: 'automatic' } }))).toEqual(['/services services_missing']);
    const workPlan = { mode: 'manual', tasks: [{ name: 'Call', lineId: 'gone' }] };
    expect(faultsIn(create({ workPlan }))).toEqual(['/workPlan/tasks/0/lineId unknown_line']);
  });

  it("is in the tenant's currency", () => {
    const settings = { ...act().settings, currency: 'USD' };
    expect(accepted(create({}, act({ settings }))).currency).toBe('USD');
  });

  it('may be as incomplete as a person leaves it, and always reads back from the table as it was written', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const order = saved(null, accepted(create(body)));
        expect(Order.parse(JSON.parse(JSON.stringify(order)))).toEqual(order);
        expect(order).toMatchObject({ note: body.note ?? null, dueDate: body.dueDate ?? null });
        expect(order.services).toHaveLength(body.services.length);
      }),
    );
  });
});

describe('saving and sending in one step', () => {
  it('makes a published order', () => {
    const order = accepted(create({ ...complete, publish: true }));
    expect(order).toMatchObject({ status: 'published', publishedAt: at, publishedBy: { sub: manager.sub } });
  });

  it('makes nothing at all when something is missing', () => {
    const decision = create({ publish: true });
    expect(refusal(decision).code).toBe('not_ready');
    expect(faultsIn(decision)).toEqual([
      '/laboratoryId laboratory_missing',
      '/patient patient_missing',
      '/services services_missing',
      '/dueDate due_date_missing',
    ]);
  });

  it('says what is odd about the plan that it came with, as without sending', () => {
    const body = { ...complete, workPlan: { mode: 'manual', tasks: [{ name: 'Call the clinic' }] } };
    for (const publish of [false, true]) {
      const decision = create({ ...body, publish });
      expect(decision).toMatchObject({ warnings: [{ code: 'not_our_laboratory', pointer: '/laboratoryId' }] });
    }
  });

  it('does not happen when it is not asked for', () => {
    expect(accepted(create({ ...complete, publish: false })).status).toBe('draft');
  });
});

describe('what a new order looks up', () => {
  const named = (body: object, caller: ClinicCaller = manager) => catalogReferences(CreateOrder.parse(body), caller);

  it('is what its body names, a laboratory with its profile', () => {
    const services = [{ serviceId: 'zirconia-crown' }, { serviceId: 'full-denture' }];
    const body = { customerId: 'weber', laboratoryId: 'apex-lab', services };
    const expected = {
      customers: ['weber'],
      services: ['zirconia-crown', 'full-denture'],
      laboratories: ['apex-lab'],
      profiles: ['apex-lab'],
    };
    for (const publish of [true, false]) expect(named({ ...body, publish })).toEqual(wanted(expected));
    const workPlan = { mode: 'manual', tasks: [{ name: 'Call', employeeId: 'timo' }, { name: 'Wait' }] };
    expect(named({ ...body, workPlan })).toEqual(wanted({ ...expected, employees: ['timo'] }));
  });

  it('is the dentist who calls, whoever the body names', () => {
    expect(named({ customerId: 'novak' }, dentist)).toEqual(wanted({ customers: ['weber'] }));
    expect(named({})).toEqual(wanted());
  });

  it('is no more than that, but for where an automatic plan leads', () => {
    fc.assert(
      fc.property(anyBody, fc.boolean(), (body, publish) => {
        const sent = { ...body, customerId: 'weber', publish };
        const rounds = asked((how) => create(sent, how));
        const names = new Map<string, Set<string>>(Object.entries(named(sent)));
        for (const [kind, ids] of rounds.flatMap((round) => Object.entries(round)))
          expect(ids.filter((id) => !names.get(kind)?.has(id))).toEqual([]);
        expect(rounds.length).toBeLessThanOrEqual(2);
      }),
    );
  });

  it('is never an entry of the stand-in for a dentist at fault', () => {
    const body = { clinic: 'Harbour Clinic', customerId: undefined };
    expect(asked((how) => createOrder.decide(null, CreateOrder.parse(body), how))).toEqual([]);
  });
});
