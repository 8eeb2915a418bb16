import { listOrders as route } from '#functions/contract/orders/list-orders.ts';
import { listOrders } from '#functions/frames/list-orders.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists orders by status, newest first, of all dentists or of one; or by the patient's name. */
export const handler = endpoint(route, ({ caller, query }) => listOrders(route.path, caller, query));
