import { type Amount, sum, times } from '#domain/money.ts';
import type { Line, Order } from '#domain/order.ts';

/** What a line costs: the price set by hand, or else the service's when the line was added, for each unit. */
export function lineAmount(line: Line): Amount {
  return times(line.unitPrice ?? line.service.price, line.quantity);
}

/** The order's sums in its currency. No tax is computed. */
export function priceOf(order: Order): { subtotal: Amount; total: Amount } {
  const subtotal = sum(order.services.map(lineAmount), order.currency);
  return { subtotal, total: subtotal };
}
