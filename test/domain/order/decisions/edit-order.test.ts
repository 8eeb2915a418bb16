import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '#domain/catalog/catalog.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { changedFields } from '#domain/order/changes.ts';
import { Order } from '#domain/order/order.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { forbiddenFields } from '#domain/order/rights.ts';
import {
  accepted,
  act,
  anyBody,
  anyDraft,
  apex,
  asked,
  by,
  catalog,
  complete,
  copy,
  create,
  dentist,
  draft,
  edit,
  faultsIn,
  lineOf,
  manager,
  messagesIn,
  publish,
  replyTo,
  today,
  weber,
} from '#test/support/orders.ts';

/** A catalogue without entries, for edits that must not look anything up. */
const nothing: Catalog = catalog({ customers: [], services: [], laboratories: [] });

const full = draft({
  ...complete,
  clinic: 'Harbour Clinic',
  patient: { firstName: 'Ada', lastName: 'Ferrari', dateOfBirth: '1961-07-23', reference: 'R-1' },
  enclosures: ['bite record'],
  note: 'Please call',
});

/** The members of an order's reply that an edit accepts, after JSON. */
const sentBack = (order: Order, caller: typeof manager | typeof dentist) => {
  const shown: Record<string, unknown> = JSON.parse(
    JSON.stringify(replyTo(order, caller, defaultSettings, () => today, {})),
  );
  return OrderPatch.parse(Object.fromEntries(Object.keys(OrderPatch.shape).map((field) => [field, shown[field]])));
};

describe('an edit', () => {
  it('leaves alone what it does not name', () => {
    expect(accepted(edit(full, {}))).toEqual(full);
    const noted = accepted(edit(full, { note: 'Later' }));
    expect(noted).toEqual({ ...full, note: 'Later' });
  });

  it.each([
    ['clinic', 'Weber Practice'],
    ['laboratoryId', null],
    ['patient', {}],
    ['services', []],
    ['enclosures', []],
    ['dueDate', null],
    ['note', null],
  ])('clears %s with a null', (field, cleared) => {
    const edited = accepted(edit(full, { [field]: null }));
    expect(edited).toMatchObject({ [field]: cleared });
    const also = field === 'laboratoryId' ? ['laboratory'] : [];
    expect(changedFields(full, edited).toSorted()).toEqual([field, ...also].toSorted());
  });

  it('clears the notation with a null once no tooth is named', () => {
    expect(accepted(edit(full, { toothNotation: null, services: null })).toothNotation).toBeNull();
    expect(faultsIn(edit(full, { toothNotation: null }))).toEqual(['/toothNotation tooth_notation_required']);
  });

  it('changes the patient member by member', () => {
    const { patient } = accepted(edit(full, { patient: { lastName: 'Rossi', dateOfBirth: null } }));
    expect(patient).toEqual({ firstName: 'Ada', lastName: 'Rossi', reference: 'R-1' });
    expect(accepted(edit(full, { patient: {} }))).toEqual(full);
  });

  it('replaces the enclosures', () => {
    expect(accepted(edit(full, { enclosures: ['models', 'models'] })).enclosures).toEqual(['models', 'models']);
  });

  it('names every fault, and then changes nothing', () => {
    const patch = { clinic: 'Elsewhere', laboratoryId: 'nowhere', services: [{ serviceId: 'nothing' }] };
    expect(faultsIn(edit(full, patch)).toSorted()).toEqual([
      '/clinic unknown_clinic',
      '/laboratoryId unknown_laboratory',
      '/services/0/serviceId unknown_service',
    ]);
  });

  it('may make a draft less ready than it was', () => {
    expect(accepted(edit(full, { dueDate: '2001-01-01', patient: null })).dueDate).toBe('2001-01-01');
  });
});

describe('the clinic of an edit', () => {
  it('is one of those where the dentist works', () => {
    expect(accepted(edit(draft(), { clinic: 'Harbour Clinic' })).clinic).toBe('Harbour Clinic');
    expect(faultsIn(edit(draft({ customerId: 'novak' }), { clinic: 'Harbour Clinic' }))).toEqual([
      '/clinic unknown_clinic',
    ]);
  });

  it('that is none of them is refused with all that are, the home clinic first and each once', () => {
    const entries = catalog({ customers: [{ ...weber, clinics: ['Harbour Clinic', 'Weber Practice'] }] });
    expect(messagesIn(edit(draft(), { clinic: 'Elsewhere' }, act({ catalog: entries })))).toEqual([
      '/clinic: Choose a clinic where the dentist works: Weber Practice, Harbour Clinic.',
    ]);
  });

  it('may be sent as it stands, though the dentist has left it', () => {
    expect(accepted(edit(full, { clinic: 'Harbour Clinic' }, act({ catalog: nothing })))).toEqual(full);
  });
});

describe('the laboratory of an edit', () => {
  it('is known and active, and kept by name', () => {
    const edited = accepted(edit(draft(), { laboratoryId: 'bright-lab' }));
    expect(edited).toMatchObject({ laboratoryId: 'bright-lab', laboratory: { name: 'Bright' } });
    const closed = act({ catalog: catalog({ laboratories: [{ ...apex, active: false }] }) });
    expect(faultsIn(edit(draft(), { laboratoryId: 'apex-lab' }, closed))).toEqual([
      '/laboratoryId inactive_laboratory',
    ]);
  });

  it('may be sent as it stands, though it is no longer active', () => {
    expect(accepted(edit(full, { laboratoryId: 'apex-lab' }, act({ catalog: nothing })))).toEqual(full);
  });
});

describe('an edit that sends back what a reply shows', () => {
  it.each([manager, dentist])('changes nothing, looks nothing up and is nobody else’s right: $role', (caller) => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        const patch = sentBack(order, caller);
        expect(forbiddenFields(patch, order, caller)).toEqual([]);
        expect(asked((how) => edit(order, patch, { ...how, caller }))).toEqual([]);
        expect(accepted(edit(order, patch, by(caller, { catalog: nothing })))).toEqual(order);
      }),
    );
  });
});

describe('a date of birth', () => {
  const born = (dateOfBirth: string) => ({ patient: { lastName: 'Ferrari', dateOfBirth } });
  const tomorrow = '2026-12-12';

  it('is today at the latest, in whatever way it is sent', () => {
    const order = draft(complete);
    expect(accepted(edit(order, born(today))).patient.dateOfBirth).toBe(today);
    expect(faultsIn(create(born(tomorrow)))).toEqual(['/patient/dateOfBirth born_in_future']);
    expect(faultsIn(edit(order, born(tomorrow)))).toEqual(['/patient/dateOfBirth born_in_future']);
    for (const decision of [copy(order, { changes: born(tomorrow) }), publish(order, { changes: born(tomorrow) })])
      expect(faultsIn(decision)).toEqual(['/changes/patient/dateOfBirth born_in_future']);
  });

  it('after today that an order has already is kept until it is corrected, and blocks no other change', () => {
    const order: Order = { ...draft(complete), patient: { lastName: 'Ferrari', dateOfBirth: '2062-07-23' } };
    expect(accepted(edit(order, { ...born('2062-07-23'), note: 'x' }))).toMatchObject({ note: 'x' });
    expect(accepted(copy(order)).patient).toEqual(order.patient);
    expect(accepted(publish(order)).patient).toEqual(order.patient);
    expect(faultsIn(edit(order, born('2062-07-24')))).toEqual(['/patient/dateOfBirth born_in_future']);
    expect(accepted(edit(order, born('1962-07-23'))).patient.dateOfBirth).toBe('1962-07-23');
    expect(accepted(edit(order, { patient: { dateOfBirth: null } })).patient).toEqual({ lastName: 'Ferrari' });
  });
});

describe('what was set by hand', () => {
  it('survives every unrelated edit', () => {
    const patch = fc.record(
      {
        note: fc.constantFrom('Call me', null),
        dueDate: fc.constantFrom('2027-01-04', null),
        clinic: fc.constantFrom('Harbour Clinic', null),
        laboratoryId: fc.constantFrom('bright-lab', null),
        patient: fc.constantFrom({ lastName: 'Rossi' }, null),
        toothNotation: fc.constantFrom('FDI', 'Universal', 'Palmer'),
        enclosures: fc.constantFrom(['models'], null),
        lines: fc.constantFrom(
          { note: 'x' },
          { shade: null },
          { teeth: null, pontics: null },
          { material: 'zirconia' },
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyDraft, fc.array(patch, { maxLength: 4 }), (order, patches) => {
        const edited = patches.reduce((so, { lines, ...rest }) => {
          const services = so.services.map(({ lineId, serviceId }) => ({ lineId, serviceId, ...lines }));
          return accepted(edit(so, lines ? { ...rest, services } : rest));
        }, order);
        const byHand = ({ services }: Order) =>
          services.map(({ unitPrice, quantityByHand, quantity }) => ({
            unitPrice,
            quantityByHand,
            quantity: quantityByHand ? quantity : 'counted',
          }));
        expect(byHand(edited)).toEqual(byHand(order));
      }),
    );
  });

  it('survives a catalogue that has moved on', () => {
    const order = draft({ services: [{ serviceId: 'zirconia-crown', unitPrice: { amount: 0, currency: 'EUR' } }] });
    expect(lineOf(accepted(edit(order, { note: 'x' }, act({ catalog: nothing }))))).toEqual(lineOf(order));
  });
});

describe('an edit of any draft', () => {
  it('touches nothing that is not its to edit', () => {
    const { clinic, laboratoryId, laboratory, patient, toothNotation, services, enclosures, dueDate, note } = full;
    fc.assert(
      fc.property(anyDraft, (order) => {
        const edited = accepted(
          edit(order, { ...complete, clinic: 'Harbour Clinic', enclosures, note: 'x', patient: null }),
        );
        const own = { clinic, laboratoryId, laboratory, patient, toothNotation, services, enclosures, dueDate, note };
        expect({ ...edited, ...own }).toEqual({ ...order, ...own });
      }),
    );
  });
});

describe('an edit of any draft by anything a person may send', () => {
  it('is decided, and what it accepts reads back from the table, adds up and can be shown', () => {
    fc.assert(
      fc.property(anyDraft, anyBody, fc.array(fc.nat(6)), (order, { services, ...body }, places) => {
        const ids = order.services.map(({ lineId, serviceId }) => ({ lineId, serviceId }));
        const lines = services.map((line, index) => ({ ...line, ...ids[places[index] ?? ids.length] }));
        const decision = edit(order, { ...body, services: lines });
        if (decision.kind === 'refused') {
          for (const fault of faultsIn(decision))
            expect(fault).toMatch(/^\/services\/\d+\/\S+ (duplicate_line|\w+_teeth)$/);
          return;
        }
        const edited = decision.accepted;
        expect(Order.parse(JSON.parse(JSON.stringify(edited)))).toEqual(edited);
        expect(replyTo(edited, manager, defaultSettings, () => today, {}).services).toHaveLength(lines.length);
        expect(accepted(edit(edited, sentBack(edited, manager), act({ catalog: nothing })))).toEqual(edited);
      }),
    );
  });
});

describe('what an edit looks up', () => {
  const rounds = (patch: object) => asked((how) => edit(full, patch, how));

  it('is nothing for what it has already', () => {
    const { lineId, serviceId } = lineOf(full);
    const patch = { laboratoryId: 'apex-lab', clinic: 'Harbour Clinic', services: [{ lineId, serviceId }], note: 'x' };
    for (const sent of [patch, {}, { laboratoryId: null, services: null }]) expect(rounds(sent)).toEqual([]);
  });

  it('is the service of a new line or of a line changed, another laboratory, and the dentist for another clinic', () => {
    const { lineId } = lineOf(full);
    const services = [{ serviceId: 'zirconia-crown' }, { lineId, serviceId: 'full-denture' }];
    expect(rounds({ services, laboratoryId: 'bright-lab', clinic: null })).toEqual([
      {
        services: ['zirconia-crown', 'full-denture'],
        laboratories: ['bright-lab'],
        profiles: ['bright-lab'],
        customers: [weber.customerId],
      },
    ]);
  });
});
