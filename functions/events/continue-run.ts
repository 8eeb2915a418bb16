import { randomUUID } from 'node:crypto';
import { answeredAt, attemptOf, deliveryTo, outcomeOf, refuses } from '#domain/listening/delivery.ts';
import {
  type Aside,
  held,
  type InDoubt,
  judgeStep,
  mayGoOn,
  type NewRun,
  passed,
  type RunStep,
  setAside,
  soon,
  stepOf,
  waitOf,
} from '#domain/listening/run.ts';
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

  const { aside = [], ...start } = run;
  // Sent only now that the run is stored behind these events: before, their messages would be dropped.
  await queue.send(aside.map((one) => deliveryTo(subscription, one)));
  const reached = await sendFeed(subscription, start);
  // Somebody has changed the subscription meanwhile and may have corrected it, so the event is sent once more.
  if (reached.kind === 'disabled')
    return (await subscriptions.put(disabledSubscription(reached.subscription, reached.why))) ? done : retry;
  if (reached.kind === 'over') return done;
  const ends = reached.kind === 'end' && !reached.run.aside;
  if (ends && (await subscriptions.endRun(subscription, run, reached.run.after))) return done;
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

/**
 * Sends the feed. The run goes on behind an event that fails if its endpoint has just accepted another, or refuses this
 * one. As soon as one that follows is accepted, or after such a one the feed ends, what has failed is set aside.
 */
async function sendFeed(subscription: Subscription, start: NewRun): Promise<Reached> {
  const until = performance.now() + longestStep;
  const to = start.to ?? Number.POSITIVE_INFINITY;
  let run = start;
  let inDoubt: InDoubt | undefined;
  const later = (): Reached => ({ kind: 'later', run: inDoubt?.held ?? run });
  while (run.after < to) {
    const found = await feed.list(subscription.listener, { after: run.after, limit: Math.min(to - run.after, page) });
    if (found.kind === 'pastTheEnd') break;
    if (found.kind === 'expired') {
      run = passed(run, Math.min(found.oldest - 1, to));
      continue;
    }
    // A gap in the feed closes within a moment.
    if (found.entries.length === 0 && run.after < found.last) return later();
    if (found.entries.length === 0) break;
    for (const entry of found.entries) {
      if (performance.now() > until) return later();
      // Read after the feed and before each event: somebody may have changed, turned off or removed it since.
      const now = await subscriptions.find(subscription.listener, subscription.subscriptionId);
      if (!now || !isSameRun(now, subscription)) return { kind: 'over' };
      const sent = subscribesTo(now, entry.event) ? await sendNext(now, run, entry) : null;
      if (sent?.kind === 'disabled') return { ...sent, subscription: now };
      if (sent?.kind === 'failed') {
        inDoubt = { events: [...(inDoubt?.events ?? []), sent.aside], held: inDoubt?.held ?? sent.held };
        if (!mayGoOn(now, run, inDoubt, sent.refused)) return later();
      }
      if (sent?.kind === 'delivered') {
        run = setAside(run, inDoubt?.events ?? []);
        inDoubt = undefined;
      }
      run = passed(run, entry.sequence);
    }
  }
  if (!inDoubt) return { kind: 'end', run };
  return run.accepts ? { kind: 'end', run: setAside(run, inDoubt.events) } : later();
}

/** What came of the next event of a run. One that failed makes the run stay there, or is set aside. */
type Sent =
  | { kind: 'delivered' }
  | { kind: 'disabled'; why: Disabled }
  | { kind: 'failed'; refused: boolean; held: NewRun; aside: Aside };

async function sendNext(subscription: Subscription, run: NewRun, entry: feed.FeedEntry): Promise<Sent> {
  const { listener, subscriptionId } = subscription;
  const replay = run.to !== null;
  const eventId = entry.event.id;
  const answer = await postEvent(subscription, entry.event, { replay });
  const attempt = { eventId, attempt: (run.failing?.attempts ?? 0) + 1, replay };
  const answered = answeredAt(answer);
  const outcome = outcomeOf(attempt, answer, waitOf(run, answered, queue.waits), Math.random());
  const [, attempts] = await Promise.all([
    insertAttempt(listener, subscriptionId, attemptOf(attempt, answer)),
    saveSent(subscription, entry, outcome.kind === 'delivered', answer.at),
  ]);
  if (outcome.kind !== 'retry') return outcome;
  const { notBefore } = outcome;
  return {
    kind: 'failed',
    refused: refuses(answer),
    held: held(run, answered, notBefore),
    aside: { eventId, feedSequence: entry.sequence, attempt: attempts + 1, notBefore, replay },
  };
}
