import type { Act } from '#domain/act.ts';
import { actorOf } from '#domain/caller.ts';
import { accept, type Decision } from '#domain/decision.ts';
import type { Order } from '#domain/order.ts';
import type { CancelOrder } from '#domain/requests.ts';

/** Gives a draft up. Nothing is deleted, and its number is never used again. */
export function cancelOrder(order: Order, { reason }: CancelOrder, { caller, at }: Act): Decision<Order> {
  return accept({
    ...order,
    status: 'cancelled',
    cancelledAt: at,
    cancelledBy: actorOf(caller),
    cancelReason: reason ?? null,
  });
}
