import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setDiscount } from '#domain/order/decisions/set-discount.ts';
import type { Discount, Order } from '#domain/order/order.ts';
import { priceOf } from '#domain/order/price.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';
import { accepted, act, complete, draft, edit, eur, faultsIn, publish, shade, today } from '#test/support/orders.ts';

const discounted = (order: Order, discount: Discount | null) => accepted(setDiscount.decide(order, discount, act()));

describe('a discount', () => {
  const order = draft(complete);

  it('is a share of the subtotal or a sum, and null takes it away', () => {
    expect(priceOf(discounted(order, { type: 'percentage', percent: 12.5 })).total).toEqual(eur(104_12));
    expect(priceOf(discounted(order, { type: 'fixed', amount: eur(19_00) })).total).toEqual(eur(100_00));
    expect(priceOf(discounted(discounted(order, { type: 'percentage', percent: 50 }), null)).total).toEqual(
      eur(119_00),
    );
  });

  it('is more than 0 and at most 100 percent, with two decimals', () => {
    const percent = (value: number) => SetDiscount.safeParse({ type: 'percentage', percent: value }).success;
    expect([0, -1, 1e-320, 100.01, 33.333].map(percent)).toEqual(Array(5).fill(false));
    expect([0.01, 33.33, 8.29, 100].map(percent)).toEqual([true, true, true, true]);
    const all = Array.from({ length: 10_000 }, (_, index) => (index + 1) / 100);
    expect(all.filter((value) => !percent(value))).toEqual([]);
    expect(all.slice(1).filter((value) => percent(value - 0.005))).toEqual([]);
  });

  it('is in the currency of the order', () => {
    expect(
      faultsIn(setDiscount.decide(order, { type: 'fixed', amount: { amount: 1, currency: 'USD' } }, act())),
    ).toEqual(['/amount/currency other_currency']);
  });

  it('that exceeds the subtotal counts as the subtotal, and blocks publishing but not editing', () => {
    const dear = discounted(order, { type: 'fixed', amount: eur(119_01) });
    expect(priceOf(dear)).toEqual({ subtotal: eur(119_00), discount: eur(119_00), total: eur(0) });
    expect(readinessOf(dear, today).map(({ code }) => code)).toEqual(['discount_exceeds_subtotal']);
    expect(faultsIn(publish(dear))).toEqual(['/discount discount_exceeds_subtotal']);
    const [line] = dear.services;
    const more = accepted(
      edit(dear, { services: [{ lineId: line?.lineId, serviceId: 'zirconia-crown', teeth: ['11', '12'] }] }),
    );
    expect(readinessOf(more, today)).toEqual([]);
    expect(accepted(edit(more, { services: [] })).discount).toEqual(dear.discount);
  });

  it('is half-up of subtotal x basis points / 10,000, rounded once over the whole order', () => {
    fc.assert(
      fc.property(
        fc.nat(9_999_999),
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 10_000 }),
        (unit, quantity, points) => {
          const line = { serviceId: 'zirconia-crown', shade, unitPrice: eur(unit), quantity };
          const priced = discounted(draft({ ...complete, services: [line, line] }), {
            type: 'percentage',
            percent: points / 100,
          });
          const subtotal = BigInt(unit) * BigInt(quantity) * 2n;
          const discount = Number((subtotal * BigInt(points) * 2n + 10_000n) / 20_000n);
          expect(priceOf(priced)).toEqual({
            subtotal: eur(Number(subtotal)),
            discount: eur(discount),
            total: eur(Number(subtotal) - discount),
          });
        },
      ),
    );
  });
});
