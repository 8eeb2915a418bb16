import { testLabSubscription as route } from '#functions/contract/listening/test-lab-subscription.ts';
import { testSubscription } from '#functions/frames/listening/test-subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';

/** Sends a test event to a subscription of the laboratory, active or not, and shows what its endpoint replied. */
export const handler = endpoint(route, testSubscription);
