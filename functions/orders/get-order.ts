import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder, shown } from '#functions/http/order-endpoints.ts';

/** Reads an order. */
export const handler = endpoint('getOrder', async (request) => {
  const found = await findOrder('getOrder', request);
  return 'refused' in found ? found : shown(found.order, found.settings, request);
});
