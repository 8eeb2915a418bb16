import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { cancelOrder as route } from '#functions/contract/orders/cancel-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Cancels a draft. */
export const handler = endpoint(route, (request) => changeOrder(cancelOrder, request.body, request));
