import { type Answer, api, ask, type Order } from '#desk/api/client.ts';
import type { SentChange } from '#desk/order/open-order.ts';

/** Sends an order to its laboratory. */
export const publishing: SentChange = (params): Promise<Answer<Order>> =>
  ask(api.POST('/v1/orders/{number}/publish', { params, body: {} }));
