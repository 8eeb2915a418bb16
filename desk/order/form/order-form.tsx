import type { OpenOrder } from '#desk/order/open-order.ts';

export function OrderForm(_: { order: OpenOrder }) {
  return null;
}
