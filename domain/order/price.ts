import type { Report } from '#domain/kernel/decision.ts';
import { merge } from '#domain/kernel/merge.ts';
import { type Amount, type Currency, minorUnits, percentOf, sum, times } from '#domain/kernel/money.ts';
import type { Line, Order } from '#domain/order/order.ts';
import type { PricePatch } from '#domain/order/requests/price-patch.ts';

/**
 * The amount of a line: its unit price (set by hand, otherwise the service's from when the line was added) times its
 * quantity.
 */
export function lineAmount(line: Line): Amount {
  return times(line.unitPrice ?? line.service.price, line.quantity);
}

/** The order's subtotal, discount and total in its currency. Only the discount is rounded, once. No tax is computed. */
export function priceOf(order: Order): { subtotal: Amount; discount: Amount; total: Amount } {
  const { currency } = order;
  const subtotal = sum(order.services.map(lineAmount), currency);
  const discount = { amount: Math.min(discountOf(order, subtotal.amount), subtotal.amount), currency };
  return { subtotal, discount, total: { amount: subtotal.amount - discount.amount, currency } };
}

/** Whether the discount is more than the subtotal. It then counts as the subtotal, and blocks publishing. */
export function discountExceeds(order: Order): boolean {
  const subtotal = sum(order.services.map(lineAmount), order.currency);
  return discountOf(order, subtotal.amount) > subtotal.amount;
}

/** The discount as it was set, in minor units; it may exceed the subtotal. */
function discountOf({ discount }: Order, subtotal: number): number {
  if (!discount) return 0;
  return discount.type === 'fixed' ? discount.amount.amount : percentOf(subtotal, discount.percent);
}

/** The price after a merge patch. Reports a missing amount, or another currency than the order's. */
export function nextPrice(
  sent: PricePatch | null | undefined,
  current: Amount | undefined,
  currency: Currency,
  report: Report,
): Amount | null | undefined {
  if (!sent) return sent;
  const next = merge<Partial<Amount>>(current ?? {}, sent);
  if (next.amount === undefined) report('/amount', 'required', minorUnits(0));
  if (next.currency === undefined) report('/currency', 'required', { type: 'text', values: [currency] });
  else if (next.currency !== currency) report('/currency', 'other_currency', { currency });
  return next.amount === undefined ? undefined : { ...next, amount: next.amount, currency };
}
