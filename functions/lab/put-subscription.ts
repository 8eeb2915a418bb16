import { refuseFaults } from '#domain/decision.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replacedSubscription } from '#functions/http/lab-endpoints.ts';
import { targetFault } from '#functions/webhooks/reach.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

/** Adds or replaces an endpoint, whose secret is shown once: when it is made or rotated. */
export const handler = endpoint('putSubscription', async (request) => {
  const message = await targetFault(request.body.url);
  if (message) return refuseFaults([{ pointer: '/url', code: 'forbidden_url', message }]);
  return replacedSubscription(request, makeSecret());
});
