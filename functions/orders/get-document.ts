import { getDocument as route } from '#functions/contract/orders/get-document.ts';
import { openDocument } from '#functions/frames/open-document.ts';
import { readOrder } from '#functions/frames/read-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Gives a fresh link to a printed document, to those who may see everything on it. */
export const handler = endpoint(route, async (request) => {
  const found = await readOrder(route, request);
  return found.kind === 'refused' ? found : openDocument(found.accepted, request);
});
