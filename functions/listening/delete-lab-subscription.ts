import { deleteLabSubscription as route } from '#functions/contract/listening/delete-lab-subscription.ts';
import { removeSubscription } from '#functions/frames/listening/remove-subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Removes a subscription of the laboratory, if there is one. Deliveries that are waiting are dropped. */
export const handler = endpoint(route, removeSubscription);
