import { shipOrder } from '#domain/order/decisions/laboratory/ship-order.ts';
import { shipOrder as route } from '#functions/contract/lab/ship-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Notes that the work is on its way, or corrects how. */
export const handler = endpoint(route, (request) => changeLabOrder(shipOrder, request.body, request));
