import { acceptOrder } from '#domain/order/decisions/laboratory/accept-order.ts';
import { acceptOrder as route } from '#functions/contract/lab/accept-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Takes an order into production, or corrects what was promised. */
export const handler = endpoint(route, (request) => changeLabOrder(acceptOrder, request.body, request));
