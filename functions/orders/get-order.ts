import { getOrder as route } from '#functions/contract/orders/get-order.ts';
import { orderReply } from '#functions/frames/order-reply.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads an order. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder<'clinic'>(route, request);
  return found.kind === 'refused' ? found : orderReply(found.accepted.order, found.accepted, {});
});
