import { catalogReferences, createOrder } from '#domain/order/decisions/create-order.ts';
import { createOrder as route } from '#functions/contract/orders/create-order.ts';
import { makeOrder } from '#functions/frames/make-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Saves a new order as a draft, or publishes it at once. */
export const handler = endpoint(route, (request) =>
  makeOrder(createOrder, { source: null, references: catalogReferences(request.body, request.caller) }, request),
);
