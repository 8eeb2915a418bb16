import { accept } from '#domain/kernel/decision.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import { replayOf } from '#domain/listening/run.ts';
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
import { startRun } from '#functions/webhooks/start-run.ts';

type ReplayRequest = Request<typeof replayRoute | typeof replayLabDeliveries>;

/** Sends a part of the feed again to a subscription, in order: all after a number, a range, or one event. */
export async function replayDeliveries(request: ReplayRequest) {
  const found = await findReplay(request);
  if (found.kind === 'refused') return found;
  const { subscription, after, to } = found.accepted;
  const starts = after >= to || (await startRun(subscription, replayOf(after, to, request.at)));
  return starts ? reply({ after, to }) : refuseReplay('replay_runs');
}

/** The subscription, which must be on and have no run, and the part of the feed to replay. */
async function findReplay(request: ReplayRequest) {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const subscription = found.accepted;
  if (!subscription.active) return refuseReplay('inactive_subscription');
  if (subscription.run) return refuseReplay(subscription.run.to === null ? 'catching_up' : 'replay_runs');
  const range = await rangeOf(request);
  if (!range) return refuse({ code: 'not_found', because: 'neverSent' });

  const { after, to } = range;
  const field = 'after' in request.body ? 'after' : 'from';
  const page = entriesOf(await feed.list(subscription.listener, { after, limit: 1 }), 'body', field);
  if (page.kind === 'refused') return page;
  return accept({ subscription, after, to: Math.min(to, page.accepted.last) });
}

/** The part of the feed to replay; undefined for an event that was never sent to this endpoint. */
async function rangeOf({ caller, params, body }: ReplayRequest) {
  if ('after' in body) return { after: body.after, to: Number.POSITIVE_INFINITY };
  if ('from' in body) return { after: body.from - 1, to: body.to };
  const progress = await findProgress(listenerOf(caller), params.id, body.eventId);
  return progress && { after: progress.feedSequence - 1, to: progress.feedSequence };
}

/** Why a subscription takes no replay now. */
const refuseReplay = (why: 'inactive_subscription' | 'catching_up' | 'replay_runs') =>
  refuse({ code: 'validation_failed', errors: [httpFault('body', '', why)] });
