import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import { printed } from '#functions/http/printing.ts';

/** Prints the order form or a label, and gives a link to it. */
export const handler = endpoint('printOrder', async (request) => {
  const found = await findOrder('printOrder', request);
  return 'refused' in found ? found : printed('printOrder', found, request);
});
