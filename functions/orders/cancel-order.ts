import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { cancelOrder as route } from '#functions/contract/orders/cancel-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Cancels a draft, or an order that its laboratory has not accepted. */
export const handler = endpoint(route, (request) => changeOrder(cancelOrder, request.body, request));
