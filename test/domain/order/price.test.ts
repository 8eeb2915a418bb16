import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineAmount, priceOf } from '#domain/order/price.ts';
import { act, anyOrder, catalog, draft, eur, lineOf, service } from '#test/support/orders.ts';

describe('the price of a line', () => {
  it("is the service's price when the line was added, for each unit", () => {
    const order = draft({ toothNotation: 'FDI', services: [{ serviceId: 'zirconia-crown', teeth: ['11', '21'] }] });
    expect(lineAmount(lineOf(order))).toEqual(eur(238_00));
  });

  it('is the price set by hand where there is one, 0 among them', () => {
    const priced = (amount: number) =>
      lineAmount(lineOf(draft({ services: [{ serviceId: 'zirconia-crown', quantity: 3, unitPrice: eur(amount) }] })));
    expect(priced(1)).toEqual(eur(3));
    expect(priced(0)).toEqual(eur(0));
  });
});

describe('the price of an order', () => {
  it('is 1,053.00 in the worked example of domain/README.md: the partial denture counts once', () => {
    const order = draft({
      toothNotation: 'FDI',
      services: [
        { serviceId: 'zirconia-crown', teeth: ['11', '21'] },
        { serviceId: 'zirconia-bridge', teeth: ['24', '25', '26'], pontics: ['25'] },
        { serviceId: 'cast-partial', teeth: ['36', '37', '46'] },
      ],
    });
    expect(priceOf(order)).toEqual({ subtotal: eur(105_300), discount: eur(0), total: eur(105_300) });
  });

  it('is 0 in its own currency while nothing is ordered', () => {
    const settings = { ...act().settings, currency: 'JPY' };
    expect(priceOf(draft({}, act({ settings }))).total).toEqual({ amount: 0, currency: 'JPY' });
  });

  it('is the sum over the lines of unit price times quantity, to the minor unit', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const exact = order.services.reduce(
          (so, { unitPrice, service: { price }, quantity }) =>
            so + BigInt((unitPrice ?? price).amount) * BigInt(quantity),
          0n,
        );
        expect(BigInt(priceOf(order).total.amount)).toBe(exact);
      }),
    );
  });

  it('is exact for the dearest order there can be', () => {
    const gold = service('gold', 'piece', 9_999_999_999);
    const services = Array.from({ length: 100 }, () => ({ serviceId: 'gold', quantity: 999 }));
    const { total } = priceOf(draft({ services }, act({ catalog: catalog({ services: [gold] }) })));
    expect(BigInt(total.amount)).toBe(99_900n * 9_999_999_999n);
    expect(Number.isSafeInteger(total.amount)).toBe(true);
  });
});
