import { reopenLabOrder } from '#domain/order/decisions/reopen-order.ts';
import { reopenLabOrder as route } from '#functions/contract/lab/reopen-lab-order.ts';
import { changeLabOrder } from '#functions/frames/change-order.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Takes back that the work is finished or on its way. */
export const handler = endpoint(route, (request) => changeLabOrder(reopenLabOrder, request.body, request));
