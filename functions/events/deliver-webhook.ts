import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import {
  attemptOf,
  Delivery,
  firstAttempt,
  isFor,
  isOver,
  nextAttempt,
  outcomeOf,
} from '#domain/listening/delivery.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { catchesUpWith, catchingUp, isToSend, RunStep, waitsTooMuch } from '#domain/listening/run.ts';
import { disabledSubscription, type Subscription, subscribesTo } from '#domain/listening/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { continueRun } from '#functions/events/continue-run.ts';
import { done, eachMessage, type Handled, retry } from '#functions/events/messages.ts';
import { find, findNotStarted, insertAttempt, saveProgress } from '#functions/store/deliveries.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';
import { startRun } from '#functions/webhooks/start-run.ts';

const Message = z.union([
  z.pipe(
    Delivery,
    z.transform((delivery) => ({ kind: 'delivery', delivery }) as const),
  ),
  z.pipe(
    RunStep,
    z.transform((step) => ({ kind: 'run', step }) as const),
  ),
  z.pipe(
    OrderEvent,
    z.transform((event) => ({ kind: 'event', event }) as const),
  ),
]);

/**
 * Sends webhooks. An event from the bus becomes one message for each subscription; such a message becomes one attempt. A
 * run sends a part of the feed, and has one message for all of it.
 */
export const handler = eachMessage('delivering', async ({ body }) => {
  const message = Message.parse(JSON.parse(body));
  if (message.kind === 'event') return fanOut(message.event);
  const { notBefore } = message.kind === 'run' ? message.step : message.delivery;
  const early = Date.parse(notBefore) - Date.now();
  // SQS counts in whole seconds, so the rest is waited for here.
  if (early > 0 && early < 1000) await pause(early);
  return message.kind === 'run' ? continueRun(message.step, early >= 1000) : deliver(message.delivery, early >= 1000);
});

/**
 * Starts a delivery to every subscription for the event, except those already started, because an event may arrive
 * twice, and those that catch up: they come to it in the feed.
 */
async function fanOut(event: OrderEvent): Promise<Handled> {
  const listener = listenerTold(event.data);
  const at = new Date().toISOString();
  const wanting = (await subscriptions.list(listener)).filter(
    (subscription) => subscribesTo(subscription, event) && !catchesUpWith(subscription, event.data.feedSequence),
  );
  const missing = await findNotStarted(wanting, event.id);
  const deliveries = missing.map((subscription) => firstAttempt(subscription, event, at));
  // Sent before they are stored, so that a crash in between repeats a delivery and never loses one.
  await queue.send(deliveries);
  await Promise.all(deliveries.map((delivery) => saveProgress(delivery, 0, false, at)));
  return done;
}

/**
 * Makes one attempt when it is due; a message that comes too early is sent again, and waits on. The next attempt is
 * queued before this one is saved, so that a crash in between repeats an attempt and never loses one.
 */
async function deliver(delivery: Delivery, isEarly: boolean): Promise<Handled> {
  const { subscription, progress, event } = await find(delivery);
  if (!subscription || !isFor(delivery, subscription)) return done;
  const { listener, subscriptionId, feedSequence, attempt } = delivery;
  if (!event || !subscribesTo(subscription, event) || progress?.delivered) {
    await subscriptions.removeWaiting(subscription, feedSequence);
    return done;
  }
  if (isOver(delivery, progress) || catchesUpWith(subscription, feedSequence)) return done;
  if (isEarly) {
    await queue.send([delivery]);
    return done;
  }

  const { replay } = delivery;
  const answer = await postEvent(subscription, event, { replay });
  const outcome = outcomeOf(delivery, answer, queue.waits[attempt - 1], Math.random());
  if (outcome.kind === 'retry') await wait(subscription, delivery, nextAttempt(delivery, outcome.notBefore));
  await insertAttempt(listener, subscriptionId, attemptOf(delivery, answer));
  if (outcome.kind === 'disabled') {
    // A run that will send the event, or has sent it meanwhile, decides instead.
    const { subscription: now, progress: by } = await find(delivery);
    const decides = by?.delivered || (now && isToSend(now, feedSequence));
    // Somebody has changed the subscription meanwhile and may have corrected it, so it gets one more attempt.
    if (!decides && !(await subscriptions.put(disabledSubscription(subscription, outcome.why)))) return retry;
  }
  await saveProgress(delivery, attempt, outcome.kind === 'delivered', answer.at);
  if (outcome.kind === 'delivered') await subscriptions.removeWaiting(subscription, feedSequence);
  return done;
}

/** Queues the next attempt, unless the subscription is off, or catches up: too much waits, and the feed has it all. */
async function wait(subscription: Subscription, { attempt, feedSequence }: Delivery, next: Delivery): Promise<void> {
  let now = attempt > 1 ? subscription : await subscriptions.addWaiting(subscription, feedSequence);
  while (now && waitsTooMuch(now)) {
    if (await startRun(now, catchingUp(now, new Date().toISOString()))) return;
    // Another run was faster, and may come to this event.
    now = await subscriptions.addWaiting(subscription, feedSequence);
  }
  if (now) await queue.send([next]);
}
