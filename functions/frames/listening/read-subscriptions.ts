import type { Caller } from '#domain/kernel/caller.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { toSubscriptionReply } from '#domain/listening/subscription.ts';
import { findSubscription, type SubscriptionRequest } from '#functions/frames/listening/find-subscription.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { etagOf, inLanguage, reply } from '#functions/http/reply.ts';
import { list } from '#functions/store/subscriptions.ts';

type Reader = { words: Words };

/** Lists the caller's subscriptions. There are few, so this is always one page. */
export async function listSubscriptions({ caller, words }: Reader & { caller: Caller }) {
  const subscriptions = await list(listenerOf(caller));
  const items = subscriptions.map((subscription) => toSubscriptionReply(subscription, words));
  return reply({ items, nextCursor: null }, inLanguage(words));
}

/** Reads a subscription, without its secret. */
export async function readSubscription(request: Reader & SubscriptionRequest) {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const { words } = request;
  const { version, run } = found.accepted;
  const headers = { ...etagOf(version, run?.step), ...inLanguage(words) };
  return reply(toSubscriptionReply(found.accepted, words), headers);
}
