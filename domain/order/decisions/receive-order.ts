import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { atWork } from '#domain/order/laboratory/work.ts';
import type { ReceiveOrder } from '#domain/order/requests/receive-order.ts';

/** The clinic has the work in hand, whatever the laboratory has said. */
export const receiveOrder = change('receiveOrder', (order, _: ReceiveOrder, { at }) =>
  accept(atWork(order, { deliveredAt: at, hold: null })),
);
