import { accept } from '#domain/kernel/decision.ts';
import { firstAttempt } from '#domain/listening/delivery.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { subscribesTo } from '#domain/listening/subscription.ts';
import type { replayDeliveries as replayRoute } from '#functions/contract/listening/replay-deliveries.ts';
import type { replayLabDeliveries } from '#functions/contract/listening/replay-lab-deliveries.ts';
import { findSubscription } from '#functions/frames/listening/find-subscription.ts';
import { entriesOf } from '#functions/frames/listening/read-feed.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { refuse } from '#functions/http/refusal.ts';
import { reply } from '#functions/http/reply.ts';
import type { Request } from '#functions/http/request.ts';
import { findProgress } from '#functions/store/deliveries.ts';
import * as feed from '#functions/store/feed.ts';
import { startDeliveries } from '#functions/webhooks/start-deliveries.ts';

type ReplayRequest = Request<typeof replayRoute | typeof replayLabDeliveries>;

/** How many events one replay sends at most; `next` says where to continue. */
const mostReplayed = 100;

/** Sends events again to a subscription: all after a number of the feed, a range, or one event. */
export async function replayDeliveries(request: ReplayRequest) {
  const found = await findReplay(request);
  if (found.kind === 'refused') return found;
  const { subscription, profile, entries, next } = found.accepted;
  const subscribed = entries.filter(({ event }) => subscribesTo(subscription, event, profile));
  const deliveries = subscribed.map(({ event }) => firstAttempt(subscription, event, request.at, true));
  await startDeliveries(deliveries, request.at);
  return reply({ replayed: deliveries.length, next });
}

/** The subscription, which must be active, and the events to replay. */
async function findReplay(request: ReplayRequest) {
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
async function rangeOf({ caller, params, body }: ReplayRequest) {
  if ('after' in body) return { after: body.after, to: Number.POSITIVE_INFINITY };
  if ('from' in body) return { after: body.from - 1, to: body.to };
  const progress = await findProgress(listenerOf(caller), params.id, body.eventId);
  return progress && { after: progress.feedSequence - 1, to: progress.feedSequence };
}

const inactive = refuse({ code: 'validation_failed', errors: [httpFault('body', '', 'inactive_subscription')] });
