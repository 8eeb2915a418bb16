import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import { lineWarnings } from '#domain/order/lines.ts';
import { Order } from '#domain/order/order.ts';
import type { LineRequest } from '#domain/order/requests/edit-order.ts';
import {
  accepted,
  act,
  anyDraft,
  bridge,
  catalog,
  courier,
  create,
  crown,
  denture,
  draft,
  edit,
  eur,
  faultsIn,
  lineOf,
  manager,
  messagesIn,
  partial,
  replyTo,
  shade,
  today,
} from '#test/support/orders.ts';

const fdi = (...services: object[]) => ({ toothNotation: 'FDI', services });
const crowned = (members: object) => fdi({ serviceId: 'zirconia-crown', ...members });
const firstLine = (body: object) => lineOf(draft(body));

/** An edit that sends the same line with other members. */
const editLine = (order: Order, members: object, how = act()) => {
  const { lineId, serviceId } = lineOf(order);
  return edit(order, { services: [{ lineId, serviceId, ...members }] }, how);
};

describe('a new line', () => {
  it('keeps the service as it is today', () => {
    const { name, group, unit, price, needs } = crown;
    expect(firstLine(crowned({})).service).toEqual({ name, group, unit, price, needs, leadDays: 0 });
  });

  it('gets an id of its own, or the one that it is given', () => {
    const order = draft(fdi({ serviceId: 'zirconia-crown' }, { serviceId: 'zirconia-crown', lineId: 'mine' }));
    expect(order.services.map(({ lineId }) => lineId)).toEqual([expect.stringMatching(/^new-/), 'mine']);
  });

  it('is refused for a service that is unknown, not offered or in another currency', () => {
    const retired = { ...crown, active: false };
    const foreign = { ...crown, price: { amount: 1, currency: 'USD' } };
    const faults = (services: (typeof crown)[]) =>
      faultsIn(create(crowned({}), act({ catalog: catalog({ services }) })));
    expect(faults([])).toEqual(['/services/0/serviceId unknown_service']);
    expect(faults([retired])).toEqual(['/services/0/serviceId inactive_service']);
    expect(faults([foreign])).toEqual(['/services/0/serviceId other_currency']);
  });

  it('is refused with what its objects lack', () => {
    const line = { shade: { value: 'A2' }, stumpShade: { system: 'Natural Die' }, unitPrice: { amount: 5 } };
    expect(messagesIn(create(crowned(line)))).toEqual([
      '/services/0/unitPrice/currency: This field is required. Send EUR.',
      '/services/0/shade/system: This field is required. Choose one of: VITA Classical, VITA 3D-Master, Ivoclar, other.',
      '/services/0/stumpShade/value: This field is required. Choose one of: ND1, ND2, ND3, ND4, ND5, ND6, ND7, ND8, ND9.',
    ]);
    expect(faultsIn(create(crowned(line)))).toEqual([
      '/services/0/unitPrice/currency required',
      '/services/0/shade/system required',
      '/services/0/stumpShade/value required',
    ]);
    expect(messagesIn(create(crowned({ shade: { system: 'other' } })))).toEqual([
      '/services/0/shade/value: This field is required. Write text.',
    ]);
    expect(messagesIn(create(crowned({ stumpShade: {} })))).toEqual([
      '/services/0/stumpShade/system: This field is required. Choose one of: VITA Classical, VITA 3D-Master, Ivoclar, Natural Die, other.',
      '/services/0/stumpShade/value: This field is required. Write text.',
    ]);
  });

  it('is refused with all of its faults, each with its pointer', () => {
    const body = fdi(
      { serviceId: 'nothing', teeth: ['19'] },
      {
        serviceId: 'zirconia-crown',
        teeth: ['11'],
        arch: 'lower',
        pontics: ['12'],
        unitPrice: { amount: 1, currency: 'USD' },
      },
    );
    expect(faultsIn(create(body)).toSorted()).toEqual([
      '/services/0/serviceId unknown_service',
      '/services/0/teeth/0 unknown_tooth',
      '/services/1/arch contradicts_teeth',
      '/services/1/pontics/0 pontic_not_in_teeth',
      '/services/1/unitPrice/currency other_currency',
    ]);
  });
});

describe('the teeth of a line', () => {
  it.each(ToothNotation.options)('are all 52 saved as FDI and shown as they were written in %s', (notation) => {
    const teeth = Tooth.options.map((tooth) => writeTooth(tooth, notation));
    const order = draft({ toothNotation: notation, services: [{ serviceId: 'cast-partial', teeth, pontics: teeth }] });
    expect(lineOf(order).teeth).toEqual(Tooth.options);
    const stored = Order.parse(JSON.parse(JSON.stringify(order)));
    const [line] = replyTo(stored, manager, act().settings, () => today, {}).services;
    expect(line?.teeth).toEqual(teeth);
    expect(line?.pontics).toEqual(teeth);
  });

  it('stay the same teeth whatever notation the order changes to', () => {
    const notation = fc.constantFrom(...ToothNotation.options);
    const teeth = fc.uniqueArray(fc.constantFrom(...Tooth.options));
    fc.assert(
      fc.property(teeth, fc.array(notation, { minLength: 1 }), notation, (chosen, changes, first) => {
        const written = chosen.map((tooth) => writeTooth(tooth, first));
        const order = draft({ toothNotation: first, services: [{ serviceId: 'cast-partial', teeth: written }] });
        const changed = changes.reduce((so, next) => accepted(edit(so, { toothNotation: next })), order);
        const last = changes.at(-1) ?? first;
        expect(lineOf(changed).teeth).toEqual(chosen);
        expect(replyTo(changed, manager, act().settings, () => today, {}).services[0]?.teeth).toEqual(
          chosen.map((tooth) => writeTooth(tooth, last)),
        );
      }),
    );
  });

  it('are not guessed without a notation', () => {
    const services = [{ serviceId: 'zirconia-crown', teeth: ['11'] }];
    expect(faultsIn(create({ services }))).toEqual(['/toothNotation tooth_notation_required']);
    expect(faultsIn(edit(draft(), { services }))).toEqual(['/toothNotation tooth_notation_required']);
    expect(faultsIn(edit(draft(crowned({ teeth: ['11'] })), { toothNotation: null }))).toEqual([
      '/toothNotation tooth_notation_required',
    ]);
    expect(accepted(create({ services: [{ serviceId: 'zirconia-crown', teeth: [] }] })).toothNotation).toBeNull();
  });

  it('are not guessed for pontics either', () => {
    const services = [{ serviceId: 'zirconia-bridge', pontics: ['12'] }];
    expect(faultsIn(create({ services }))).toContain('/toothNotation tooth_notation_required');
  });

  it('are read in the notation of the request, or else of the order', () => {
    const order = draft({ ...crowned({ teeth: ['11'] }), toothNotation: 'Universal' });
    expect(lineOf(order).teeth).toEqual(['23']);
    expect(lineOf(accepted(editLine(order, { teeth: ['1'] }))).teeth).toEqual(['18']);
    const { lineId, serviceId } = lineOf(order);
    const patch = { toothNotation: 'Palmer', services: [{ lineId, serviceId, teeth: ['LLE'] }] };
    expect(lineOf(accepted(edit(order, patch))).teeth).toEqual(['75']);
  });

  it('are refused where the notation has no such tooth, like 19 in FDI', () => {
    expect(faultsIn(create(crowned({ teeth: ['11', '19', 'A'] })))).toEqual([
      '/services/0/teeth/1 unknown_tooth',
      '/services/0/teeth/2 unknown_tooth',
    ]);
  });

  it('may be named once in a line, and in several lines', () => {
    expect(faultsIn(create(crowned({ teeth: ['11', '12', '11'] })))).toEqual(['/services/0/teeth/2 duplicate_tooth']);
    expect(faultsIn(create({ ...crowned({ teeth: ['a', 'A'] }), toothNotation: 'Universal' }))).toEqual([
      '/services/0/teeth/1 duplicate_tooth',
    ]);
    const postAndCrown = fdi(
      { serviceId: 'zirconia-crown', teeth: ['11'] },
      { serviceId: 'cast-partial', teeth: ['11'] },
    );
    expect(accepted(create(postAndCrown)).services).toHaveLength(2);
  });

  it('include every pontic', () => {
    const bridged = (members: object) => fdi({ serviceId: 'zirconia-bridge', ...members });
    expect(firstLine(bridged({ teeth: ['13', '12', '11'], pontics: ['12'] })).pontics).toEqual(['12']);
    expect(faultsIn(create(bridged({ teeth: ['13', '11'], pontics: ['11', '12'] })))).toEqual([
      '/services/0/pontics/1 pontic_not_in_teeth',
    ]);
    const order = draft(bridged({ teeth: ['13', '12', '11'], pontics: ['12'] }));
    expect(faultsIn(editLine(order, { teeth: ['13', '11'] }))).toEqual(['/services/0/pontics/0 pontic_not_in_teeth']);
    expect(lineOf(accepted(editLine(order, { teeth: ['13', '11'], pontics: null })))).not.toHaveProperty('pontics');
  });
});

describe('the jaw of a line', () => {
  it.each([
    [['11'], 'upper'],
    [['85'], 'lower'],
    [['11', '41'], 'both'],
  ])('of the teeth %j is %s', (teeth, arch) => {
    expect(firstLine(crowned({ teeth })).arch).toBe(arch);
    expect(firstLine(crowned({ teeth, arch })).arch).toBe(arch);
  });

  it('is the given one if there are no teeth', () => {
    expect(firstLine(fdi({ serviceId: 'full-denture', arch: 'both' })).arch).toBe('both');
    expect(firstLine(fdi({ serviceId: 'full-denture' }))).not.toHaveProperty('arch');
  });

  it.each([
    [['11'], 'lower'],
    [['11'], 'both'],
    [['11', '41'], 'upper'],
  ])('is refused for the teeth %j as %s', (teeth, arch) => {
    expect(faultsIn(create(crowned({ teeth, arch })))).toEqual(['/services/0/arch contradicts_teeth']);
  });

  it('moves with the teeth, also when the line is sent back as it was shown', () => {
    const order = draft(crowned({ teeth: ['11'] }));
    expect(lineOf(accepted(editLine(order, { teeth: ['31'] }))).arch).toBe('lower');
    expect(lineOf(accepted(editLine(order, { teeth: ['31'], arch: 'upper' }))).arch).toBe('lower');
    expect(faultsIn(editLine(order, { teeth: ['31'], arch: 'both' }))).toEqual(['/services/0/arch contradicts_teeth']);
  });

  it('that was set by hand is refused if it is sent again with teeth of the other jaw', () => {
    const order = draft(fdi({ serviceId: 'zirconia-crown', arch: 'lower' }));
    expect(faultsIn(editLine(order, { teeth: ['11'], arch: 'lower' }))).toEqual(['/services/0/arch contradicts_teeth']);
  });

  it('can be cleared where there are no teeth', () => {
    const order = draft(fdi({ serviceId: 'full-denture', arch: 'upper' }));
    expect(lineOf(accepted(editLine(order, { arch: null })))).not.toHaveProperty('arch');
    expect(lineOf(accepted(editLine(order, {}))).arch).toBe('upper');
  });

  it('goes with the teeth that decided it, unless it is sent', () => {
    const order = draft(fdi({ serviceId: 'cast-partial', teeth: ['36', '37'] }));
    expect(lineOf(order).arch).toBe('lower');
    expect(lineOf(accepted(editLine(order, { teeth: null })))).not.toHaveProperty('arch');
    expect(lineOf(accepted(editLine(order, { teeth: null, arch: 'lower' }))).arch).toBe('lower');
  });
});

describe('the quantity of a line', () => {
  it.each([
    ['tooth', crown, { teeth: ['11', '12', '13'] }, 3],
    ['tooth, of no tooth yet', crown, {}, 1],
    ['arch, upper', denture, { arch: 'upper' }, 1],
    ['arch, both', denture, { arch: 'both' }, 2],
    ['arch, not said yet', denture, {}, 1],
    ['arch, five teeth of one jaw', partial, { teeth: ['36', '37', '46', '47', '35'] }, 1],
    ['arch, teeth of both jaws', partial, { teeth: ['16', '46'] }, 2],
    ['piece', courier, {}, 1],
    ['piece, with teeth', courier, { teeth: ['11', '21'] }, 1],
  ])('priced per %s is counted', (_, { serviceId }, members, quantity) => {
    expect(firstLine(fdi({ serviceId, ...members }))).toMatchObject({ quantity, quantityByHand: false });
  });

  it('follows teeth and jaw', () => {
    const order = draft(crowned({ teeth: ['11'] }));
    const two = accepted(editLine(order, { teeth: ['11', '21'] }));
    expect(lineOf(two).quantity).toBe(2);
    expect(lineOf(accepted(editLine(two, { teeth: ['11', '21', '22'], quantity: 2 }))).quantity).toBe(3);
    expect(lineOf(accepted(editLine(two, { teeth: null }))).quantity).toBe(1);
    const plate = draft(fdi({ serviceId: 'full-denture', arch: 'upper' }));
    expect(lineOf(accepted(editLine(plate, { arch: 'both' }))).quantity).toBe(2);
  });

  it('set by hand stays until it is set to null', () => {
    const order = draft(crowned({ teeth: ['11'], quantity: 5 }));
    expect(lineOf(order)).toMatchObject({ quantity: 5, quantityByHand: true });
    const moved = accepted(editLine(order, { teeth: ['11', '21'] }));
    expect(lineOf(moved)).toMatchObject({ quantity: 5, quantityByHand: true });
    expect(lineOf(accepted(editLine(moved, { quantity: 5 })))).toMatchObject({ quantity: 5, quantityByHand: true });
    expect(lineOf(accepted(editLine(moved, { quantity: null })))).toMatchObject({ quantity: 2, quantityByHand: false });
  });

  it('by hand that differs from the counted one is a warning', () => {
    const warned = (members: object) =>
      lineWarnings(draft(crowned(members))).map(({ pointer, code }) => [pointer, code]);
    expect(warned({ teeth: ['11'], quantity: 2 })).toEqual([['/services/0/quantity', 'quantity_differs']]);
    expect(warned({ teeth: ['11', '12'], quantity: 2 })).toEqual([]);
    expect(warned({ teeth: ['11', '12'] })).toEqual([]);
  });
});

describe('a price by hand', () => {
  it('is 0 or more, in the currency of the order', () => {
    expect(firstLine(crowned({ unitPrice: eur(0) })).unitPrice).toEqual(eur(0));
    expect(faultsIn(create(crowned({ unitPrice: { amount: 5, currency: 'USD' } })))).toEqual([
      '/services/0/unitPrice/currency other_currency',
    ]);
  });

  it('stays until it is set to null', () => {
    const order = draft(crowned({ teeth: ['11'], unitPrice: eur(0) }));
    expect(lineOf(accepted(editLine(order, { teeth: ['21'] }))).unitPrice).toEqual(eur(0));
    expect(lineOf(accepted(editLine(order, { unitPrice: null })))).not.toHaveProperty('unitPrice');
  });
});

describe('an existing line', () => {
  const full = {
    teeth: ['13', '12', '11'],
    pontics: ['12'],
    quantity: 7,
    unitPrice: eur(100),
    shade,
    stumpShade: { system: 'Natural Die', value: 'ND2' },
    material: 'zirconia',
    implant: { system: 'Straumann', platform: 'RC', retention: 'screw' },
    note: 'with care',
  };
  const order = draft(fdi({ serviceId: 'zirconia-bridge', ...full }));

  it('keeps what a request does not name', () => {
    expect(accepted(editLine(order, {})).services).toEqual(order.services);
  });

  it.each(['pontics', 'unitPrice', 'shade', 'stumpShade', 'material', 'implant', 'note'])(
    'loses its %s to a null, and nothing else',
    (member) => {
      const left = Object.entries(lineOf(order)).filter(([name]) => name !== member);
      expect(lineOf(accepted(editLine(order, { [member]: null })))).toEqual(Object.fromEntries(left));
    },
  );

  it('has no implant without members', () => {
    const emptied = { implant: { system: null, platform: null, retention: null } };
    const without = accepted(editLine(order, emptied));
    expect(lineOf(without)).not.toHaveProperty('implant');
    for (const nothing of [emptied, { implant: { system: null } }, { implant: {} }])
      expect(accepted(editLine(without, nothing))).toEqual(without);
  });

  it('has its implant changed member by member', () => {
    const changed = accepted(editLine(order, { implant: { platform: 'NC', retention: null } }));
    expect(lineOf(changed).implant).toEqual({ system: 'Straumann', platform: 'NC' });
  });

  it('has its shades changed member by member, each read as people write it', () => {
    const changed = (members: object) => lineOf(accepted(editLine(order, members)));
    expect(changed({ shade: { value: 'a3,5' } }).shade).toEqual({ system: 'VITA Classical', value: 'A3.5' });
    expect(changed({ shade: { system: 'Ivoclar' } }).shade).toEqual({ system: 'Ivoclar', value: 'A2' });
    expect(changed({ stumpShade: { value: 'ND 7' } }).stumpShade).toEqual({ system: 'Natural Die', value: 'ND7' });
    expect(changed({ shade: {} })).toEqual(lineOf(order));
  });

  it('has its price by hand changed member by member', () => {
    expect(lineOf(accepted(editLine(order, { unitPrice: { amount: 90 } }))).unitPrice).toEqual(eur(90));
    expect(lineOf(accepted(editLine(order, { unitPrice: { currency: 'EUR' } }))).unitPrice).toEqual(eur(100));
  });

  it('is refused with what an object would lack, or what would not fit its other members', () => {
    const cures = (members: object) => messagesIn(editLine(order, members));
    expect(cures({ shade: { system: null }, stumpShade: { value: null } })).toEqual([
      '/services/0/shade/system: This field is required. Choose one of: VITA Classical, VITA 3D-Master, Ivoclar, other.',
      '/services/0/stumpShade/value: This field is required. Choose one of: ND1, ND2, ND3, ND4, ND5, ND6, ND7, ND8, ND9.',
    ]);
    expect(cures({ shade: { system: 'VITA 3D-Master' } })).toEqual([
      expect.stringMatching(/^\/services\/0\/shade\/value: Choose a shade of VITA 3D-Master: 0M1, /),
    ]);
    expect(cures({ unitPrice: { amount: null, currency: null } })).toEqual([
      '/services/0/unitPrice/amount: This field is required. Send whole minor units (cents) from 0 to 9,999,999,999.',
      '/services/0/unitPrice/currency: This field is required. Send EUR.',
    ]);
  });

  it('with another service has no objects that an edit could merge into', () => {
    const { lineId } = lineOf(order);
    const services = [{ lineId, serviceId: 'zirconia-crown', shade: { value: 'A3' } }];
    expect(faultsIn(edit(order, { services }))).toEqual(['/services/0/shade/system required']);
  });

  it('keeps its service as it was added, though the catalogue moves on or drops it', () => {
    const dearer = { ...bridge, name: 'Other', price: eur(1) };
    for (const services of [[dearer], [{ ...bridge, active: false }], []])
      expect(accepted(editLine(order, {}, act({ catalog: catalog({ services }) }))).services).toEqual(order.services);
  });

  it('with another service is a new line, and keeps nothing', () => {
    const { lineId } = lineOf(order);
    const changed = lineOf(accepted(edit(order, { services: [{ lineId, serviceId: 'zirconia-crown' }] })));
    expect(changed).toMatchObject({ serviceId: 'zirconia-crown', teeth: [], quantity: 1, quantityByHand: false });
    expect(changed.lineId).not.toBe(lineId);
    expect(Object.keys(changed).toSorted()).toEqual(
      ['lineId', 'quantity', 'quantityByHand', 'service', 'serviceId', 'teeth'].toSorted(),
    );
  });

  it('is removed if a request leaves it out, and moved to where the request has it', () => {
    const two = draft(fdi({ serviceId: 'zirconia-crown', lineId: 'a' }, { serviceId: 'full-denture', lineId: 'b' }));
    const named = (...lineIds: string[]) =>
      lineIds.map((lineId) => ({ lineId, serviceId: lineId === 'a' ? 'zirconia-crown' : 'full-denture' }));
    const ids = (patch: object) => accepted(edit(two, patch)).services.map(({ lineId }) => lineId);
    expect(ids({ services: named('b', 'a') })).toEqual(['b', 'a']);
    expect(ids({ services: named('b') })).toEqual(['b']);
    expect(ids({ services: null })).toEqual([]);
    expect(ids({})).toEqual(['a', 'b']);
  });

  it('is refused if it is named twice or does not exist', () => {
    const { lineId, serviceId } = lineOf(order);
    expect(
      faultsIn(
        edit(order, {
          services: [
            { lineId, serviceId },
            { lineId, serviceId },
          ],
        }),
      ),
    ).toEqual(['/services/1/lineId duplicate_line']);
    expect(faultsIn(edit(order, { services: [{ lineId: 'stranger', serviceId }] }))).toEqual([
      '/services/0/lineId unknown_line',
    ]);
  });

  it('accepts read-only members of a reply unchanged, and refuses them changed', () => {
    const [shown] = replyTo(order, manager, act().settings, () => today, {}).services;
    const { service, quantityByHand, amount } = shown ?? {};
    expect(accepted(editLine(order, { service, quantityByHand, amount }))).toEqual(order);
    expect(
      faultsIn(editLine(order, { service: { ...service, name: 'x' }, quantityByHand: false, amount: eur(1) })),
    ).toEqual([
      '/services/0/service read_only',
      '/services/0/quantityByHand read_only',
      '/services/0/amount read_only',
    ]);
    expect(faultsIn(create(crowned({ amount: eur(1) })))).toEqual(['/services/0/amount read_only']);
  });
});

describe('a bridge', () => {
  const warned = (serviceId: string, teeth: string[]) =>
    lineWarnings(draft(fdi({ serviceId, teeth }))).map(({ pointer, code }) => [pointer, code]);

  it('with a gap in its row is a warning', () => {
    expect(warned('zirconia-bridge', ['14', '13', '11'])).toEqual([['/services/0/teeth', 'gap_in_bridge']]);
    expect(warned('zirconia-bridge', ['12', '11', '21'])).toEqual([]);
  });

  it('in two jaws or without teeth causes no warning of a gap', () => {
    expect(warned('zirconia-bridge', ['11', '45'])).toEqual([]);
    expect(warned('zirconia-bridge', [])).toEqual([]);
  });

  it('is the only kind of line with that warning: several crowns are none', () => {
    expect(warned('zirconia-crown', ['14', '11'])).toEqual([]);
  });
});

describe('every line of every order', () => {
  it('has a jaw that its teeth do not contradict, a whole quantity of 1 or more, and pontics among its teeth', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        for (const { teeth, arch, quantity, quantityByHand, pontics = [], service } of order.services) {
          const upper = teeth.some((tooth) => /^[1256]/.test(tooth));
          const lower = teeth.some((tooth) => /^[3478]/.test(tooth));
          if (upper || lower) expect(arch).toBe(upper && lower ? 'both' : upper ? 'upper' : 'lower');
          expect(pontics.filter((pontic) => !teeth.includes(pontic))).toEqual([]);
          const counted = { tooth: teeth.length || 1, arch: arch === 'both' ? 2 : 1, piece: 1 }[service.unit];
          if (!quantityByHand) expect(quantity).toBe(counted);
          expect(Number.isInteger(quantity) && quantity > 0).toBe(true);
        }
      }),
    );
  });

  it('has an id that no other line of the order has', () => {
    fc.assert(
      fc.property(anyDraft, ({ services }) => new Set(services.map(({ lineId }) => lineId)).size === services.length),
    );
  });
});

/** A value for each member that a request may set on a line; a member without one does not compile. */
const settable: Required<Omit<LineRequest, 'lineId' | 'service' | 'quantityByHand' | 'amount'>> = {
  serviceId: 'zirconia-bridge',
  teeth: ['24', '25', '26'],
  arch: 'upper',
  pontics: ['25'],
  quantity: 4,
  unitPrice: eur(99_00),
  shade: { system: 'VITA Classical', value: 'A3' },
  stumpShade: { system: 'Natural Die', value: 'ND3' },
  material: 'Zirconia 3Y',
  implant: { system: 'Straumann', platform: 'RC', retention: 'screw' },
  note: 'Contacts light.',
};

describe('a member of a line', () => {
  it.each(Object.entries(settable))('that is set is kept, and is shown: %s', (member, value) => {
    const order = draft({ toothNotation: 'FDI', services: [settable] });
    expect(Reflect.get(lineOf(order), member)).toEqual(value);
    const [shown = {}] = replyTo(order, manager, act().settings, () => today, {}).services;
    expect(Reflect.get(shown, member)).toEqual(value);
  });
});
