import { wanted } from '#domain/catalog/lookup.ts';
import { copyOrder } from '#domain/order/decisions/copy-order.ts';
import { copyOrder as route } from '#functions/contract/orders/copy-order.ts';
import { makeOrder } from '#functions/frames/make-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Copies an order into a new draft. */
export const handler = endpoint(route, (request) =>
  makeOrder(copyOrder, { source: request.params.number, references: wanted() }, request),
);
