import { listLabSubscriptions as route } from '#functions/contract/listening/list-lab-subscriptions.ts';
import { listSubscriptions } from '#functions/frames/listening/read-subscriptions.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Lists the subscriptions of the laboratory. */
export const handler = endpoint(route, listSubscriptions);
