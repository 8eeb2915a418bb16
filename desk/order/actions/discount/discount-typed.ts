import type { Order } from '#desk/api/client.ts';
import { amountTyped } from '#desk/editing/check-body.ts';
import { storedOf } from '#desk/order/stored-order.ts';
import type { Amount, Currency } from '#domain/kernel/money.ts';
import { priceOf } from '#domain/order/price.ts';
import { SetDiscount } from '#domain/order/requests/set-discount.ts';

/** A discount as it is typed: of its kind, a percentage or a sum. */
export type DiscountTyped = { kind: 'percentage' | 'fixed'; text: string };

/** A percentage as people type it: 7.5, 7,5 or 7,5 %. The text when it is none, for the schema to refuse. */
export function percentTyped(text: string): number | string {
  const [, whole, decimals = ''] = /^\s*(\d{1,3})(?:[.,](\d+))?\s*%?\s*$/.exec(text) ?? [];
  return whole === undefined ? text : Number(`${whole}.${decimals || 0}`);
}

/** The body that sets a discount. */
export const discountBody = ({ kind, text }: DiscountTyped, currency: Currency): object =>
  kind === 'percentage'
    ? { type: kind, percent: percentTyped(text) }
    : { type: kind, amount: amountTyped(text, currency) };

/** What an order would cost with a discount, while that is typed; undefined while it is none. */
export function totalWith(order: Order, typed: DiscountTyped): Amount | undefined {
  const stored = storedOf(order);
  const { data } = SetDiscount.safeParse(discountBody(typed, stored.currency));
  return data ? priceOf({ ...stored, discount: data }).total : undefined;
}
