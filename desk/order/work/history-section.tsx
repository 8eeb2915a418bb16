import type { OpenOrder } from '#desk/order/open-order.ts';

export function HistorySection(_: { order: OpenOrder }) {
  return null;
}
