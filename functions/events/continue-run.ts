import { randomUUID } from 'node:crypto';
import { answeredAt, attemptOf, outcomeOf } from '#domain/listening/delivery.ts';
import { held, judgeStep, type NewRun, passed, type RunStep, soon, stepOf, waitOf } from '#domain/listening/run.ts';
import {
  type Disabled,
  disabledSubscription,
  type Subscription,
  subscribesTo,
} from '#domain/listening/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { done, type Handled, retry } from '#functions/events/messages.ts';
import { insertAttempt, saveSent } from '#functions/store/deliveries.ts';
import * as feed from '#functions/store/feed.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';

/** How long a step sends, in milliseconds: with the 15 seconds that a reply may take, less than a function may run. */
const longestStep = 10_000;

/** How many entries of the feed are read at once. */
const page = 100;

/**
 * Continues a run: sends the feed in order, until it has come to its end, an event fails, or the time of a step is over.
 * The next message is queued before the step is stored, so that a crash in between repeats events and never loses one.
 */
export async function continueRun(message: RunStep, isEarly: boolean): Promise<Handled> {
  const at = new Date().toISOString();
  const subscription = await subscriptions.find(message.listener, message.subscriptionId);
  if (!subscription?.active) return done;
  const { run } = subscription;
  const verdict = judgeStep(message, run, at);
  if (verdict === 'nothing') return done;
  if (isEarly || verdict === 'wait' || !run) {
    await queue.send([isEarly ? message : { ...message, notBefore: soon(at) }]);
    return done;
  }

  const reached = await sendFeed(subscription, run);
  // Somebody has changed the subscription meanwhile and may have corrected it, so the event is sent once more.
  if (reached.kind === 'disabled')
    return (await subscriptions.put(disabledSubscription(reached.subscription, reached.why))) ? done : retry;
  if (reached.kind === 'over') return done;
  if (reached.kind === 'end' && (await subscriptions.endRun(subscription, run, reached.run.after))) return done;
  const next = { ...reached.run, step: randomUUID() };
  const now = new Date().toISOString();
  await queue.send([stepOf(subscription, next, now, next.failing?.notBefore ?? soon(now))]);
  await subscriptions.saveRun(subscription, run, next);
  return done;
}

/** How far a run has come: to its end, or so far that it goes on later; or the subscription is to be disabled. */
type Reached =
  | { kind: 'end' | 'later'; run: NewRun }
  | { kind: 'disabled'; subscription: Subscription; why: Disabled }
  /** The run is no longer: its subscription was turned off, or is another one. */
  | { kind: 'over' };

/** Whether a subscription is still on, and has this run. */
const isSameRun = (now: Subscription, { activeSince, run }: Subscription): boolean =>
  now.active && now.activeSince === activeSince && now.run?.startedAt === run?.startedAt;

async function sendFeed(subscription: Subscription, start: NewRun): Promise<Reached> {
  const until = performance.now() + longestStep;
  const to = start.to ?? Number.POSITIVE_INFINITY;
  let run = start;
  while (run.after < to) {
    const found = await feed.list(subscription.listener, { after: run.after, limit: Math.min(to - run.after, page) });
    if (found.kind === 'pastTheEnd') break;
    if (found.kind === 'expired') {
      run = passed(run, Math.min(found.oldest - 1, to));
      continue;
    }
    // A gap in the feed closes within a moment.
    if (found.entries.length === 0) return { kind: run.after < found.last ? 'later' : 'end', run };
    for (const entry of found.entries) {
      if (performance.now() > until) return { kind: 'later', run };
      // Read after the feed and before each event: somebody may have changed, turned off or removed it since.
      const now = await subscriptions.find(subscription.listener, subscription.subscriptionId);
      if (!now || !isSameRun(now, subscription)) return { kind: 'over' };
      const sent = subscribesTo(now, entry.event, found.profile) ? await sendNext(now, run, entry) : null;
      if (sent) return sent;
      run = passed(run, entry.sequence);
    }
  }
  return { kind: 'end', run };
}

/** Sends the next event of a run; null when it was accepted. */
async function sendNext(subscription: Subscription, run: NewRun, entry: feed.FeedEntry): Promise<Reached | null> {
  const { listener, subscriptionId } = subscription;
  const replay = run.to !== null;
  const answer = await postEvent(subscription, entry.event, { replay });
  const attempt = { eventId: entry.event.id, attempt: (run.failing?.attempts ?? 0) + 1, replay };
  const answered = answeredAt(answer);
  const outcome = outcomeOf(attempt, answer, waitOf(run, answered, queue.waits), Math.random());
  await Promise.all([
    insertAttempt(listener, subscriptionId, attemptOf(attempt, answer)),
    saveSent(subscription, entry, outcome.kind === 'delivered', answer.at),
  ]);
  if (outcome.kind === 'delivered') return null;
  if (outcome.kind === 'disabled') return { ...outcome, subscription };
  return { kind: 'later', run: held(run, answered, outcome.notBefore) };
}
