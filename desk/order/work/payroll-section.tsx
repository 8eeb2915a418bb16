import type { OpenOrder } from '#desk/order/open-order.ts';

export function PayrollSection(_: { order: OpenOrder }) {
  return null;
}
