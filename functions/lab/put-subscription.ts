import { fault, refuseFaults } from '#domain/decision.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replacedSubscription } from '#functions/http/lab-endpoints.ts';
import { targetFault } from '#functions/webhooks/reach.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

/** Adds or replaces an endpoint, whose secret is shown once: when it is made or rotated. */
export const handler = endpoint('putSubscription', async (request) => {
  const why = await targetFault(request.body.url);
  if (why) return refuseFaults([fault('/url', 'forbidden_url', { why })]);
  return replacedSubscription(request, makeSecret());
});
