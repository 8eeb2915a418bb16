import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CreateOrder } from '#domain/order/requests/create-order.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';
import { forbiddenFields } from '#domain/order/rights.ts';
import { anyBody, dentist, draft, eur, lineOf, manager } from '#test/support/orders.ts';

const body = (...services: object[]) => OrderPatch.parse({ services });
const current = draft({
  services: [{ serviceId: 'zirconia-crown', unitPrice: eur(0) }, { serviceId: 'full-denture' }],
});
const free = { lineId: lineOf(current).lineId, serviceId: 'zirconia-crown' };
const paid = { lineId: lineOf(current, 1).lineId, serviceId: 'full-denture' };

describe('a manager', () => {
  it('may set every field', () => {
    const sent = { customerId: 'novak', ...body({ ...free, unitPrice: eur(1) }) };
    expect(forbiddenFields({ ...sent, changes: sent }, current, manager)).toEqual([]);
    fc.assert(fc.property(anyBody, (all) => forbiddenFields(CreateOrder.parse(all), null, manager).length === 0));
  });
});

describe('a dentist', () => {
  it('may order for nobody else', () => {
    expect(forbiddenFields({ customerId: 'novak' }, null, dentist)).toEqual(['/customerId']);
    expect(forbiddenFields({ customerId: 'weber' }, null, dentist)).toEqual([]);
    expect(forbiddenFields({}, null, dentist)).toEqual([]);
  });

  it('may send back a price with members of a later release', () => {
    const later = { ...current, services: [{ ...lineOf(current), unitPrice: { ...eur(0), taxed: true } }] };
    expect(forbiddenFields(body({ ...free, unitPrice: eur(0) }), later, dentist)).toEqual([]);
    expect(forbiddenFields(body({ ...free, unitPrice: eur(1) }), later, dentist)).toEqual(['/services/0/unitPrice']);
  });

  it('may not set a price by hand on a new line', () => {
    expect(forbiddenFields(body({ serviceId: 'zirconia-crown', unitPrice: eur(0) }), null, dentist)).toEqual([
      '/services/0/unitPrice',
    ]);
    expect(forbiddenFields(body(paid, { serviceId: 'zirconia-crown', unitPrice: eur(0) }), current, dentist)).toEqual([
      '/services/1/unitPrice',
    ]);
  });

  it('may neither change nor clear a price that a manager has set, nor set one where there is none', () => {
    const sent = body({ ...free, unitPrice: eur(1) }, { ...paid, unitPrice: eur(1) });
    expect(forbiddenFields(sent, current, dentist)).toEqual(['/services/0/unitPrice', '/services/1/unitPrice']);
    expect(forbiddenFields(body({ ...free, unitPrice: null }), current, dentist)).toEqual(['/services/0/unitPrice']);
  });

  it('may send a price back unchanged, or leave it out', () => {
    const sent = body({ ...free, unitPrice: eur(0) }, { ...paid, unitPrice: null });
    expect(forbiddenFields(sent, current, dentist)).toEqual([]);
    expect(forbiddenFields(body(free, paid), current, dentist)).toEqual([]);
  });

  it('may send back members of a price unchanged, and no others', () => {
    expect(forbiddenFields(body({ ...free, unitPrice: { amount: 0 } }), current, dentist)).toEqual([]);
    for (const unitPrice of [{ amount: 1 }, { amount: null }, { currency: 'USD' }])
      expect(forbiddenFields(body({ ...free, unitPrice }), current, dentist)).toEqual(['/services/0/unitPrice']);
    expect(forbiddenFields(body({ ...paid, unitPrice: {} }), current, dentist)).toEqual(['/services/0/unitPrice']);
  });

  it('may not keep a price when the service of a line changes', () => {
    const sent = body({ lineId: free.lineId, serviceId: 'full-denture', unitPrice: eur(0) });
    expect(forbiddenFields(sent, current, dentist)).toEqual(['/services/0/unitPrice']);
  });

  it('is refused with the pointer of every such field in changes', () => {
    const changes = body(free, { ...paid, unitPrice: eur(1) });
    expect(forbiddenFields({ changes }, current, dentist)).toEqual(['/changes/services/1/unitPrice']);
  });

  it('may set all fields but prices', () => {
    fc.assert(
      fc.property(anyBody, (all) => {
        const sent = CreateOrder.parse(all);
        const priced = [...(sent.services ?? []).entries()].filter(([, line]) => line.unitPrice);
        expect(forbiddenFields(sent, null, dentist)).toEqual(priced.map(([index]) => `/services/${index}/unitPrice`));
      }),
    );
  });
});
