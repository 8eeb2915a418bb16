import { publishOrder } from '#domain/order/decisions/publish-order.ts';
import { publishOrder as route } from '#functions/contract/orders/publish-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Publishes a draft to its laboratory. The table's stream announces it. */
export const handler = endpoint(route, (request) => changeOrder(publishOrder, request.body, request));
