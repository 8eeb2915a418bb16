import { getLabSubscription as route } from '#functions/contract/listening/get-lab-subscription.ts';
import { readSubscription } from '#functions/frames/listening/read-subscriptions.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Reads a subscription of the laboratory, without its secret. */
export const handler = endpoint(route, readSubscription);
