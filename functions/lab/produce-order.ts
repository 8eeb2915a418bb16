import { produceOrder } from '#domain/order/decisions/laboratory/produce-order.ts';
import { produceOrder as route } from '#functions/contract/lab/produce-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Notes that the work is finished. */
export const handler = endpoint(route, (request) => changeLabOrder(produceOrder, request.body, request));
