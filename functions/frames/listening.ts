import type { Caller } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { putSubscription } from '#domain/listening/decisions/put-subscription.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { type Subscription, toSubscriptionReply } from '#domain/listening/subscription.ts';
import type { putSubscription as putSubscriptionRoute } from '#functions/contract/listening/put-subscription.ts';
import type { replayDeliveries } from '#functions/contract/listening/replay-deliveries.ts';
import { entriesOf } from '#functions/frames/read-feed.ts';
import { replaceEntry } from '#functions/frames/replace-entry.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';
import { inLanguage } from '#functions/http/reply.ts';
import type { Request } from '#functions/http/request.ts';
import { findProgress } from '#functions/store/deliveries.ts';
import * as feed from '#functions/store/feed.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';

type SubscriptionRequest = { caller: Caller; params: { id: Id } };

/** The listener's subscription with this id, or 404. */
export async function findSubscription({ caller, params }: SubscriptionRequest): Promise<Result<Subscription>> {
  const subscription = await subscriptions.find(listenerOf(caller), params.id);
  return subscription ? accept(subscription) : refuse({ code: 'not_found' });
}

/** Adds or replaces a listener's subscription. `newSecret` is used only when a secret is needed. */
export function replaceSubscription(request: Request<typeof putSubscriptionRoute>, newSecret: string) {
  const listener = listenerOf(request.caller);
  const subscriptionId = request.params.id;
  return replaceEntry(request, async () => {
    const all = await subscriptions.list(listener);
    return {
      current: all.find((one) => one.subscriptionId === subscriptionId) ?? null,
      decision: putSubscription({ listener, subscriptionId }, all, request.body, { ...request, newSecret }),
      put: subscriptions.put,
      show: (subscription) => toSubscriptionReply(subscription, request.words, newSecret),
      headers: inLanguage(request.words),
    };
  });
}

/** How many events one replay sends at most; `next` says where to continue. */
const mostReplayed = 100;

/** The subscription, which must be active, and the events to replay. */
export async function findReplay(request: Request<typeof replayDeliveries>) {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const subscription = found.accepted;
  if (!subscription.active) return inactive;
  const range = await rangeOf(request);
  if (!range) return refuse({ code: 'not_found', because: 'neverSent' });

  const { after, to } = range;
  const limit = Math.min(to - after, mostReplayed);
  const page = entriesOf(
    await feed.list(subscription.listener, { after, limit }),
    'body',
    'after' in request.body ? 'after' : 'from',
  );
  if (page.kind === 'refused') return page;
  const { entries, last, profile } = page.accepted;
  const reached = entries.at(-1)?.sequence ?? after;
  return accept({ subscription, profile, entries, next: reached < Math.min(to, last) ? reached : null });
}

/** The part of the feed to replay; undefined for an event that was never sent to this endpoint. */
async function rangeOf({ caller, params, body }: Request<typeof replayDeliveries>) {
  if ('after' in body) return { after: body.after, to: Number.POSITIVE_INFINITY };
  if ('from' in body) return { after: body.from - 1, to: body.to };
  const progress = await findProgress(listenerOf(caller), params.id, body.eventId);
  return progress && { after: progress.feedSequence - 1, to: progress.feedSequence };
}

const inactive = refuse({ code: 'validation_failed', errors: [httpFault('body', '', 'inactive_subscription')] });
