import { printOrder as route } from '#functions/contract/orders/print-order.ts';
import { printOrder } from '#functions/frames/print-order.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Prints the order form or a label, and replies with a link. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  return found.kind === 'refused' ? found : printOrder('printOrder', found.accepted, request);
});
