import { type Answer, api, ask, type Order } from '#desk/api/client.ts';
import type { SentChange } from '#desk/order/open-order.ts';

/** Sends an order to its laboratory. */
export const publishing: SentChange = (params): Promise<Answer<Order>> =>
  ask(api.POST('/v1/orders/{number}/publish', { params, body: {} }));

/** Whether a warning says more than a reason of a return, which stays until the order is sent again, mended or not. */
export const isUnusual = ({ code }: { code?: string }): boolean => code !== 'returned_by_laboratory';
