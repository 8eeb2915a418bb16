import { listSubscriptions as route } from '#functions/contract/listening/list-subscriptions.ts';
import { listSubscriptions } from '#functions/frames/listening/read-subscriptions.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the subscriptions of the organisation. */
export const handler = endpoint(route, listSubscriptions);
