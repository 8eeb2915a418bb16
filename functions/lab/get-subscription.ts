import { shownSubscription } from '#domain/subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findSubscription } from '#functions/http/lab-endpoints.ts';
import { etagOf } from '#functions/http/reply.ts';

/** Reads one of the laboratory's endpoints; its secret is not shown again. */
export const handler = endpoint('getSubscription', async (request) => {
  const found = await findSubscription(request);
  if ('refused' in found) return found;
  const { subscription } = found;
  return { body: shownSubscription(subscription), headers: etagOf(subscription.version) };
});
