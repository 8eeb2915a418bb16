import { printNeeds, printOrder } from '#domain/print-sheet.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findOrder } from '#functions/http/order-endpoints.ts';
import { printed } from '#functions/http/printing.ts';
import * as catalogs from '#functions/store/catalog.ts';

/** Prints the order form or a label, and gives a link to it. */
export const handler = endpoint('printOrder', async (request) => {
  const found = await findOrder('printOrder', request);
  if ('refused' in found) return found;
  const { order, settings } = found;
  const { employees } = await catalogs.find(order.tenantId, printNeeds(order, request.body));
  const print = printOrder(order, request.body, { caller: request.caller, settings, employees });
  return 'refused' in print ? print : printed('printOrder', order, print.accepted, request);
});
