import { putSubscription as route } from '#functions/contract/listening/put-subscription.ts';
import { replaceSubscription } from '#functions/frames/listening/replace-subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Adds or replaces a subscription of the organisation. Its secret is shown only when it is made or rotated. */
export const handler = endpoint(route, replaceSubscription);
