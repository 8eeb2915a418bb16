import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { returnOrder as route } from '#functions/contract/lab/return-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Gives an order back to its clinic. */
export const handler = endpoint(route, (request) => changeLabOrder(returnOrder, request.body, request));
