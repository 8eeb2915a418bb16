import { actorOf } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { notHeld } from '#domain/order/laboratory/work.ts';
import type { CancelOrder } from '#domain/order/requests/cancel-order.ts';

/** Cancels an order that no laboratory has accepted. Nothing is deleted, and its number is never used again. */
export const cancelOrder = change('cancelOrder', (order, { reason }: CancelOrder, { caller, at }) =>
  accept({ ...notHeld(order), cancelledAt: at, cancelledBy: actorOf(caller), cancelReason: reason ?? null }),
);
