import { copyNeeds, copyOrder } from '#domain/decisions/copy-order.ts';
import { fromOrder, newOrder } from '#functions/http/order-endpoints.ts';

/** Copies an order into a new draft. */
export const handler = newOrder('copyOrder', { from: fromOrder, needs: copyNeeds, decide: copyOrder });
