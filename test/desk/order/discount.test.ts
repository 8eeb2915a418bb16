import { describe, expect, test } from 'vitest';
import { percentTyped, totalWith } from '#desk/order/actions/discount/discount-typed.ts';
import { setDiscount } from '#domain/order/decisions/set-discount.ts';
import { priceOf } from '#domain/order/price.ts';
import { wire } from '#test/desk/order/form/replies.ts';
import { accepted, act, complete, draft, eur } from '#test/support/orders.ts';

const order = draft(complete);

describe('a discount that is typed', () => {
  test('shows what the order will cost once it is set, as people write percentages and sums', () => {
    for (const [kind, text, discount] of [
      ['percentage', '7,5 %', { type: 'percentage', percent: 7.5 }],
      ['percentage', '33.33', { type: 'percentage', percent: 33.33 }],
      ['fixed', '12,50 €', { type: 'fixed', amount: eur(12_50) }],
      ['fixed', '500', { type: 'fixed', amount: eur(500_00) }],
    ] as const) {
      const { total } = priceOf(accepted(setDiscount.decide(order, discount, act())));
      expect(totalWith(wire(order), { kind, text })).toEqual(total);
    }
  });

  test('shows the total with it in place of the discount that the order has', () => {
    const reduced = { ...order, discount: { type: 'percentage' as const, percent: 50 } };
    expect(totalWith(wire(reduced), { kind: 'percentage', text: '10' })).toEqual(eur(107_10));
  });

  test.each(['', '0', '101', '7.555', 'ten'])('shows nothing while it is none: %j', (text) => {
    expect(totalWith(wire(order), { kind: 'percentage', text })).toBeUndefined();
  });

  test('is left as text where it is no percentage', () => {
    expect(percentTyped('1.2.3')).toBe('1.2.3');
  });
});
