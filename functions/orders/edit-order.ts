import { editOrder } from '#domain/order/decisions/edit-order.ts';
import { editOrder as route } from '#functions/contract/orders/edit-order.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Edits a draft. */
export const handler = endpoint(route, (request) => changeOrder(editOrder, request.body, request));
