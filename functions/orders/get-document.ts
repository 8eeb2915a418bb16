import { opened } from '#functions/http/documents.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';

/** Gives a fresh link to what has been printed, to those who may see all that is on it. */
export const handler = endpoint('getDocument', async (request) => {
  const found = await findOrder('getDocument', request);
  return 'refused' in found ? found : opened(found, request);
});
