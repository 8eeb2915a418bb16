import { receiveOrder } from '#domain/order/decisions/receive-order.ts';
import { receiveOrder as route } from '#functions/contract/orders/receive-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Notes that the work is in the clinic. */
export const handler = endpoint(route, (request) => changeOrder(receiveOrder, request.body, request));
