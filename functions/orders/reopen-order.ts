import { reopenOrder } from '#domain/order/decisions/reopen-order.ts';
import { reopenOrder as route } from '#functions/contract/orders/reopen-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Sends the work back to its laboratory. */
export const handler = endpoint(route, (request) => changeOrder(reopenOrder, request.body, request));
