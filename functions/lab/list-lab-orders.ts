import { listLabOrders as route } from '#functions/contract/lab/list-lab-orders.ts';
import { listLabOrders } from '#functions/frames/list-lab-orders.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the orders that the laboratory has in its hands, soonest due first. */
export const handler = endpoint(route, ({ caller, query }) => listLabOrders(route.path, caller, query));
