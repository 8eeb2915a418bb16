import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import {
  accepted,
  act,
  anyBody,
  apex,
  asked,
  by,
  catalog,
  complete,
  crown,
  dentist,
  draft,
  edit,
  eur,
  faultsIn,
  ownApex,
  profile,
  publish,
  refusal,
  saved,
  today,
  weber,
} from '#test/support/orders.ts';

const at = '2026-12-12T07:00:00.000Z';

describe('sending a draft', () => {
  it('makes it published, says who sent it and when, and changes nothing else', () => {
    const order = draft(complete);
    expect(accepted(publish(order, {}, by(dentist, { at })))).toEqual({
      ...order,
      status: 'published',
      publishedAt: at,
      publishedBy: { sub: dentist.sub, role: 'dentist' },
      publication: { version: order.version + 1, revision: 1, laboratoryId: 'apex-lab', changed: null },
    });
  });

  it('remembers the other laboratories that it was sent to before, each once', () => {
    const sentAgain = (order: Order, laboratoryId: string) =>
      accepted(publish({ ...order, status: 'draft', laboratoryId, version: order.version + 1 }));
    const first = accepted(publish(draft(complete)));
    const second = sentAgain(first, 'bright-lab');
    expect(sentAgain(first, 'apex-lab').publication).toEqual({
      version: 3,
      revision: 2,
      laboratoryId: 'apex-lab',
      changed: [],
    });
    expect(second.publication).toMatchObject({
      revision: 2,
      laboratoryId: 'bright-lab',
      earlier: [{ laboratoryId: 'apex-lab', at: first.publishedAt }],
    });
    const third = sentAgain(second, 'apex-lab');
    expect(third.publication).toMatchObject({
      revision: 3,
      laboratoryId: 'apex-lab',
      earlier: [{ laboratoryId: 'bright-lab' }],
    });
    expect(sentAgain(third, 'apex-lab').publication).toMatchObject({
      revision: 4,
      earlier: [{ laboratoryId: 'bright-lab' }],
    });
  });

  describe('again to the same laboratory', () => {
    const note = 'A word about the margin. '.repeat(20);
    const wordy = { ...complete, services: [1, 2, 3].map(() => ({ ...complete.services[0], note })) };
    const returned = (body: object): Order => {
      const before = draft(body);
      const sent = saved(before, accepted(publish(before)), 'publishOrder');
      const ended = { how: 'returned' as const, at };
      const publication = sent.publication && { ...sent.publication, ended };
      return saved(sent, { ...sent, status: 'draft', publication }, 'returnOrder');
    };
    const repriced = (order: Order) => ({
      services: order.services.map(({ lineId, serviceId }) => ({ lineId, serviceId, unitPrice: eur(1) })),
    });

    it.each([
      ['short', complete],
      ['long', wordy],
    ])('says that nothing has changed where only prices of %s lines have, which no laboratory need read', (_, body) => {
      const back = returned(body);
      const edited = saved(back, accepted(edit(back, repriced(back))));
      expect(edited.services).not.toEqual(back.services);
      expect(accepted(publish(edited)).publication?.changed).toEqual([]);
      expect(accepted(publish(back, { changes: repriced(back) })).publication?.changed).toEqual([]);
    });

    it('names the lines where a price has changed and a shade, too', () => {
      const back = returned(complete);
      const [line] = repriced(back).services;
      const changes = { services: [{ ...line, shade: { system: 'VITA Classical', value: 'B1' } }] };
      expect(accepted(publish(back, { changes })).publication?.changed).toEqual(['services']);
    });
  });

  it('succeeds exactly if readiness is empty', () => {
    const part = fc.constantFrom('laboratoryId', 'patient', 'dueDate', 'services', undefined);
    fc.assert(
      fc.property(anyBody, part, ({ toothNotation, ...body }, other) => {
        const parts =
          other === 'services' ? { services: body.services, toothNotation } : other && { [other]: body[other] };
        const order = draft({ ...body, ...complete, ...parts });
        const missing = readinessOf(order, today, catalog());
        const decision = publish(order);
        if (!other) expect(missing).toEqual([]);
        if (missing.length === 0) expect(accepted(decision).status).toBe('published');
        else
          expect(refusal(decision)).toEqual({
            code: 'not_ready',
            errors: missing.map((fault) => ({ in: 'body', ...fault })),
          });
      }),
    );
  });

  it('refuses with all that is missing at once', () => {
    const decision = publish(draft({ services: [{ serviceId: 'full-denture' }] }));
    expect(refusal(decision).code).toBe('not_ready');
    expect(faultsIn(decision)).toEqual([
      '/laboratoryId laboratory_missing',
      '/patient patient_missing',
      '/dueDate due_date_missing',
      '/services/0/arch arch_missing',
      '/services/0/shade shade_missing',
    ]);
  });

  it('asks the catalogue whether all it names is still there', () => {
    const closed = catalog({
      customers: [{ ...weber, active: false }],
      services: [{ ...crown, active: false }],
      profiles: [profile({ tenants: ['lakeview'] })],
    });
    expect(faultsIn(publish(draft(complete), {}, act({ catalog: closed })))).toEqual([
      '/customerId customer_inactive',
      '/laboratoryId laboratory_not_open',
      '/services/0/serviceId service_inactive',
    ]);
  });

  it('takes a last time how dentist and laboratory are called, and leaves the prices as they were added', () => {
    const renamed = catalog({
      customers: [{ ...weber, lastName: 'Weber-Lang' }],
      laboratories: [{ ...apex, name: 'Apex Dental' }],
      services: [{ ...crown, name: 'Other', price: eur(1) }],
    });
    const order = draft({ ...complete, services: [{ ...complete.services[0], unitPrice: eur(0), quantity: 3 }] });
    const published = accepted(publish(order, {}, act({ catalog: renamed })));
    expect(published).toMatchObject({ customer: { lastName: 'Weber-Lang' }, laboratory: { name: 'Apex Dental' } });
    expect(published.services).toEqual(order.services);
  });
});

describe('a last edit in the same step', () => {
  it('is taken before what is missing is told', () => {
    const order = draft({ ...complete, dueDate: null, laboratoryId: null });
    const changes = { dueDate: '2026-12-18', laboratoryId: 'bright-lab' };
    expect(accepted(publish(order, { changes }))).toMatchObject({
      status: 'published',
      dueDate: '2026-12-18',
      laboratoryId: 'bright-lab',
      laboratory: { name: 'Bright' },
    });
    expect(faultsIn(publish(draft(complete), { changes: { patient: null } }))).toEqual(['/patient patient_missing']);
  });

  it('with a fault is refused below changes', () => {
    const changes = { services: [{ serviceId: 'zirconia-crown', teeth: ['19'] }] };
    const decision = publish(draft(complete), { changes });
    expect(refusal(decision).code).toBe('validation_failed');
    expect(faultsIn(decision)).toEqual(['/changes/services/0/teeth/0 unknown_tooth']);
  });
});

describe('what sending looks up', () => {
  const rounds = (body: object) => asked((how) => publish(draft(complete), body, how));

  it('is everything the order refers to, after the last edit', () => {
    expect(rounds({})).toEqual([
      {
        customers: ['weber'],
        services: ['zirconia-crown'],
        laboratories: ['apex-lab'],
        profiles: ['apex-lab'],
      },
    ]);
    const changes = { laboratoryId: 'bright-lab', services: [{ serviceId: 'full-denture' }] };
    expect(rounds({ changes })).toEqual([
      { customers: ['weber'], services: ['full-denture'], laboratories: ['bright-lab'], profiles: ['bright-lab'] },
    ]);
    expect(rounds({ changes: { laboratoryId: null } })).toEqual([
      { customers: ['weber'], services: ['zirconia-crown'] },
    ]);
  });

  it('with a plan is that, and then the technicians that the plan names', () => {
    const services = [
      {
        ...crown,
        tasks: [
          { templateId: 'mill', name: 'Mill', price: eur(1), leadDays: 1, per: 'unit' as const, employeeId: 'timo' },
        ],
      },
    ];
    const settings = { ...act().settings, planOnPublish: true };
    const [first, ...others] = asked(
      (how) => publish(draft(complete), {}, how),
      { settings },
      catalog({ services, laboratories: [ownApex] }),
    );
    expect(first).toMatchObject({ services: ['zirconia-crown'] });
    expect(others).toEqual([{ employees: ['timo'] }]);
  });
});
