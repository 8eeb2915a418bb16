import { listenerOf } from '#domain/listening/listener.ts';
import { toSubscriptionReply } from '#domain/listening/subscription.ts';
import { listSubscriptions as route } from '#functions/contract/listening/list-subscriptions.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { inLanguage, reply } from '#functions/http/reply.ts';
import { list } from '#functions/store/subscriptions.ts';

/** Lists the laboratory's subscriptions. There are few, so this is always one page. */
export const handler = endpoint(route, async ({ caller, words }) => {
  const subscriptions = await list(listenerOf(caller));
  const items = subscriptions.map((subscription) => toSubscriptionReply(subscription, words));
  return reply({ items, nextCursor: null }, inLanguage(words));
});
