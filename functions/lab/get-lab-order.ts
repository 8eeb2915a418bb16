import { endpoint } from '#functions/http/endpoint.ts';
import { findLabOrder, keepAccess } from '#functions/http/lab-endpoints.ts';
import { shown } from '#functions/http/order-endpoints.ts';

/** Reads an order sent to the laboratory; its history keeps that. */
export const handler = endpoint('getLabOrder', async (request) => {
  const found = await findLabOrder(request);
  if ('refused' in found) return found;
  await keepAccess('getLabOrder', found.order, request);
  return shown(found.order, found.settings, request);
});
