import { refuse } from '#domain/decision.ts';
import { seesDocument, sightOf } from '#domain/projection.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import { linked } from '#functions/prints/links.ts';
import * as documents from '#functions/store/documents.ts';

/** Gives a fresh link to what has been printed, to those who may see all that is on it. */
export const handler = endpoint('getDocument', async (request) => {
  const found = await findOrder('getDocument', request);
  if ('refused' in found) return found;
  const { order, settings } = found;
  const { caller, at, params } = request;
  const document = await documents.find(order.tenantId, order.number, params.documentId, at);
  if (!document) return refuse({ code: 'not_found' });
  if (!seesDocument(document, sightOf(caller, settings, order))) return refuse({ code: 'forbidden' });
  return { body: await linked(document, at) };
});
