import { toSubscriptionReply } from '#domain/listening/subscription.ts';
import { getSubscription as route } from '#functions/contract/listening/get-subscription.ts';
import { findSubscription } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { etagOf, inLanguage, reply } from '#functions/http/reply.ts';

/** Reads a subscription, without its secret. */
export const handler = endpoint(route, async (request) => {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const { words } = request;
  const headers = { ...etagOf(found.accepted.version), ...inLanguage(words) };
  return reply(toSubscriptionReply(found.accepted, words), headers);
});
