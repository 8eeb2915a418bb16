import { setTimeout as pause } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { attemptOf, Delivery, firstAttempt, isFor, isOver, outcomeOf } from '#domain/listening/delivery.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { disabledSubscription, subscribesTo } from '#domain/listening/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { done, eachMessage, type Handled, retry } from '#functions/events/messages.ts';
import { find, findNotStarted, findProgress, insertAttempt, saveProgress } from '#functions/store/deliveries.ts';
import * as profiles from '#functions/store/profiles.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';
import { startDeliveries } from '#functions/webhooks/start-deliveries.ts';

const Message = z.union([
  z.pipe(
    Delivery,
    z.transform((delivery) => ({ kind: 'delivery', delivery }) as const),
  ),
  z.pipe(
    OrderEvent,
    z.transform((event) => ({ kind: 'event', event }) as const),
  ),
]);

/**
 * Sends webhooks. An event from the bus becomes one message for each subscription; such a message becomes one attempt.
 */
export const handler = eachMessage('delivering', async (record) => {
  const message = Message.parse(JSON.parse(record.body));
  return message.kind === 'event' ? fanOut(message.event) : deliver(message.delivery, record);
});

/** Starts a delivery to every subscription for the event, except those already started: an event may arrive twice. */
async function fanOut(event: OrderEvent): Promise<Handled> {
  const listener = listenerTold(event.data);
  const at = new Date().toISOString();
  const [profile, all] = await Promise.all([profiles.findFor(listener), subscriptions.list(listener)]);
  const subscribed = all.filter((subscription) => subscribesTo(subscription, event, profile));
  const missing = await findNotStarted(subscribed, event.id);
  await startDeliveries(
    missing.map((subscription) => firstAttempt(subscription, event, at, false)),
    at,
  );
  return done;
}

/**
 * Makes one attempt when it is due. The next attempt is queued before this one is saved, so that a crash in between
 * repeats an attempt and never loses one.
 */
async function deliver(delivery: Delivery, { receiptHandle }: SQSRecord): Promise<Handled> {
  const early = Date.parse(delivery.notBefore) - Date.now();
  if (early >= 1000) {
    await queue.hide(receiptHandle, delivery.notBefore);
    return retry;
  }
  // SQS counts in whole seconds, so the rest is waited for here.
  if (early > 0) await pause(early);
  const { subscription, profile, progress, event } = await find(delivery);
  if (!subscription || !event || !subscribesTo(subscription, event, profile)) return done;
  if (!isFor(delivery, subscription) || isOver(delivery, progress)) return done;

  const { listener, subscriptionId, eventId, replay, attempt } = delivery;
  const answer = await postEvent(subscription, event, { replay });
  const outcome = outcomeOf(delivery, answer, queue.waits, Math.random());
  if (outcome.kind === 'retry') await queue.send([outcome.next]);
  await insertAttempt(listener, subscriptionId, attemptOf(delivery, answer));
  // A replay may have started a newer round meanwhile; then its attempts decide.
  if (outcome.kind === 'disabled' && !isOver(delivery, await findProgress(listener, subscriptionId, eventId))) {
    // Somebody has changed the subscription meanwhile and may have corrected it, so it gets one more attempt.
    if (!(await subscriptions.put(disabledSubscription(subscription, outcome.why)))) return retry;
  }
  await saveProgress(delivery, attempt, outcome.kind === 'delivered', answer.at, progress);
  return done;
}
