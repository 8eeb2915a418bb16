import { deleteSubscription as route } from '#functions/contract/listening/delete-subscription.ts';
import { removeSubscription } from '#functions/frames/listening/remove-subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Removes a subscription of the organisation, if there is one. Deliveries that are waiting are dropped. */
export const handler = endpoint(route, removeSubscription);
