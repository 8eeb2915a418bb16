import { accept, fault, refuseFaults } from '#domain/kernel/decision.ts';
import { withUnknownMembers } from '#domain/kernel/stored.ts';
import { change } from '#domain/order/decide.ts';
import { Discount } from '#domain/order/order.ts';
import type { SetDiscount } from '#domain/order/requests/set-discount.ts';

/** Sets the discount; null removes it. A discount above the subtotal is accepted here, and blocks publishing. */
export const setDiscount = change('setDiscount', (order, discount: SetDiscount) => {
  if (discount?.type === 'fixed' && discount.amount.currency !== order.currency)
    return refuseFaults([fault('/amount/currency', 'other_currency', { currency: order.currency })]);
  return accept({ ...order, discount: withUnknownMembers(Discount, order.discount, discount) });
});
