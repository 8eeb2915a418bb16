import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import { withdrawOrder as route } from '#functions/contract/orders/withdraw-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Takes a published order back from its laboratory. */
export const handler = endpoint(route, (request) => changeOrder(withdrawOrder, request.body, request));
