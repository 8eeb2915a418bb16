import type { OpenOrder } from '#desk/order/open-order.ts';

export function SendButton(_: { order: OpenOrder }) {
  return null;
}
