import { printLabOrder as route } from '#functions/contract/lab/print-lab-order.ts';
import { printOrder } from '#functions/frames/print-order.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Prints an order sent to the laboratory, replies with a link, and records that in its history. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  return found.kind === 'refused' ? found : printOrder('printLabOrder', found.accepted, request);
});
