import { endpoint } from '#functions/http/endpoint.ts';
import { findLabOrder } from '#functions/http/lab-endpoints.ts';
import { printed } from '#functions/http/printing.ts';

/** Prints an order sent to the laboratory, and gives a link to it; its history keeps that. */
export const handler = endpoint('printLabOrder', async (request) => {
  const found = await findLabOrder(request);
  return 'refused' in found ? found : printed('printLabOrder', found, request);
});
