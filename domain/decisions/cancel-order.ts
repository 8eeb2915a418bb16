import { actorOf } from '#domain/caller.ts';
import { change } from '#domain/decide.ts';
import { accept } from '#domain/decision.ts';
import type { CancelOrder } from '#domain/requests/cancel-order.ts';

/** Gives a draft up. Nothing is deleted, and its number is never used again. */
export const cancelOrder = change('cancelOrder', (order, { reason }: CancelOrder, { caller, at }) =>
  accept({ ...order, cancelledAt: at, cancelledBy: actorOf(caller), cancelReason: reason ?? null }),
);
