import { fault, refuseFaults } from '#domain/kernel/decision.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { putSubscription } from '#domain/listening/decisions/put-subscription.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { type PutSubscription, toSubscriptionReply } from '#domain/listening/subscription.ts';
import type { SubscriptionRequest } from '#functions/frames/listening/find-subscription.ts';
import { type Conditions, replaceEntry } from '#functions/frames/replace-entry.ts';
import type { Words } from '#functions/http/messages/words.ts';
import { inLanguage } from '#functions/http/reply.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { targetFault } from '#functions/webhooks/public-address.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

type PutRequest = SubscriptionRequest & Conditions & { body: PutSubscription; at: Instant; words: Words };

/** Adds or replaces a subscription. Its secret is shown only when it is made or rotated. */
export async function replaceSubscription(request: PutRequest) {
  const { caller, params, body, words } = request;
  const why = await targetFault(body.url);
  if (why) return refuseFaults([fault('/url', 'forbidden_url', { why })]);
  const identity = { listener: listenerOf(caller), subscriptionId: params.id };
  const act = { ...request, newSecret: makeSecret() };
  return replaceEntry(request, async () => {
    const all = await subscriptions.list(identity.listener);
    return {
      current: all.find(({ subscriptionId }) => subscriptionId === params.id) ?? null,
      decision: putSubscription(identity, all, body, act),
      put: subscriptions.put,
      show: (subscription) => toSubscriptionReply(subscription, words, act.newSecret),
      headers: inLanguage(words),
      beside: ({ run }) => run?.step,
    };
  });
}
