import { setDiscount } from '#domain/order/decisions/set-discount.ts';
import { setDiscount as route } from '#functions/contract/orders/set-discount.ts';
import { changeOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Sets or removes the discount. */
export const handler = endpoint(route, (request) => changeOrder(setDiscount, request.body, request));
