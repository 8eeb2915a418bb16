import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork } from '#domain/order/laboratory/work.ts';
import type { ShipOrder } from '#domain/order/requests/laboratory/ship-order.ts';

/** The laboratory sends the whole work to the clinic, or corrects how; null takes back what it has said. */
export const shipOrder = change<'shipOrder', ShipOrder, 'laboratory'>('shipOrder', (order, sent, { at }) =>
  accept(atWork(order, { ...sent, shippedAt: order.laboratoryWork?.shippedAt ?? at, hold: null })),
);
