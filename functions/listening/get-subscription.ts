import { getSubscription as route } from '#functions/contract/listening/get-subscription.ts';
import { readSubscription } from '#functions/frames/listening/read-subscriptions.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads a subscription of the organisation, without its secret. */
export const handler = endpoint(route, readSubscription);
