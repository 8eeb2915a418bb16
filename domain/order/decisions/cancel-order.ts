import { actorOf } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import type { CancelOrder } from '#domain/order/requests/cancel-order.ts';

/** Cancels a draft. Nothing is deleted, and its number is never used again. */
export const cancelOrder = change('cancelOrder', (order, { reason }: CancelOrder, { caller, at }) =>
  accept({ ...order, cancelledAt: at, cancelledBy: actorOf(caller), cancelReason: reason ?? null }),
);
