import type { OpenOrder } from '#desk/order/open-order.ts';

export function ActionsMenu(_: { order: OpenOrder }) {
  return null;
}
