import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { accepted, act, anyDraft, by, dentist } from '#test/support/orders.ts';

const at = '2026-12-12T07:00:00.000Z';

describe('cancelling a draft', () => {
  it('keeps everything, and says who did it, when and why', () => {
    fc.assert(
      fc.property(anyDraft, (order) => {
        expect(accepted(cancelOrder.decide(order, { reason: 'Ordered twice' }, by(dentist, { at })))).toEqual({
          ...order,
          status: 'cancelled',
          cancelledAt: at,
          cancelledBy: { sub: dentist.sub, role: 'dentist' },
          cancelReason: 'Ordered twice',
        });
      }),
    );
  });

  it('needs no reason', () => {
    fc.assert(fc.property(anyDraft, (order) => accepted(cancelOrder.decide(order, {}, act())).cancelReason === null));
  });
});
