import { fault, refuseFaults } from '#domain/kernel/decision.ts';
import { putSubscription as route } from '#functions/contract/listening/put-subscription.ts';
import { replaceSubscription } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { targetFault } from '#functions/webhooks/public-address.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

/** Adds or replaces a subscription. Its secret is shown only when it is made or rotated. */
export const handler = endpoint(route, async (request) => {
  const why = await targetFault(request.body.url);
  if (why) return refuseFaults([fault('/url', 'forbidden_url', { why })]);
  return replaceSubscription(request, makeSecret());
});
