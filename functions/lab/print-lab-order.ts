import { printNeeds, printOrder } from '#domain/print-sheet.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findLabOrder } from '#functions/http/lab-endpoints.ts';
import { printed } from '#functions/http/printing.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** Prints an order sent to the laboratory, and gives a link to it; its history keeps that. */
export const handler = endpoint('printLabOrder', async (request) => {
  const found = await findLabOrder(request);
  if ('refused' in found) return found;
  const { order, settings } = found;
  const { employees } = await catalogs.find(order.tenantId, printNeeds(order, request.body));
  const print = printOrder(order, request.body, { caller: request.caller, settings, employees });
  return 'refused' in print ? print : printed('printLabOrder', order, print.accepted, request);
});
