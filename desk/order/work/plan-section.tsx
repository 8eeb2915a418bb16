import type { OpenOrder } from '#desk/order/open-order.ts';

export function PlanSection(_: { order: OpenOrder }) {
  return null;
}
