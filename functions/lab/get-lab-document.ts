import { opened } from '#functions/http/documents.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findLabOrder, keepAccess } from '#functions/http/lab-endpoints.ts';

/** Gives a laboratory a fresh link to what has been printed of an order sent to it; the order's history keeps that. */
export const handler = endpoint('getLabDocument', async (request) => {
  const found = await findLabOrder(request);
  if ('refused' in found) return found;
  const reply = await opened(found, request);
  if ('refused' in reply) return reply;
  await keepAccess('getLabDocument', found.order, request, request.params.documentId);
  return reply;
});
