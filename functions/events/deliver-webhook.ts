import { setTimeout as pause } from 'node:timers/promises';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { attemptOf, Delivery, firstAttempt, isFor, isOver, outcomeOf } from '#domain/laboratory/delivery.ts';
import { OrderPublished } from '#domain/laboratory/events.ts';
import { disabledSubscription, subscribesTo } from '#domain/laboratory/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { done, eachMessage, type Handled, retry } from '#functions/events/messages.ts';
import { find, findNotStarted, findProgress, insertAttempt, saveProgress } from '#functions/store/deliveries.ts';
import * as profiles from '#functions/store/profiles.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';
import { startDeliveries } from '#functions/webhooks/start-deliveries.ts';

const Message = z.union([
  Delivery.transform((delivery) => ({ kind: 'delivery', delivery }) as const),
  OrderPublished.transform((event) => ({ kind: 'event', event }) as const),
]);

/** Tells laboratories' endpoints: an event of the bus becomes a message for each, and such a message one attempt. */
export const handler = eachMessage('delivering', async (record) => {
  const message = Message.parse(JSON.parse(record.body));
  return message.kind === 'event' ? fanOut(message.event) : deliver(message.delivery, record);
});

/** Begins a delivery to every subscription that wants the event, unless it has begun: an event may come twice. */
async function fanOut(event: OrderPublished): Promise<Handled> {
  const { laboratoryId } = event.data;
  const at = new Date().toISOString();
  const [profile, all] = await Promise.all([profiles.find(laboratoryId), subscriptions.list(laboratoryId)]);
  const wanting = all.filter((subscription) => subscribesTo(subscription, event, profile));
  const missing = await findNotStarted(wanting, event.id);
  await startDeliveries(
    missing.map((subscription) => firstAttempt(subscription, event, at, false)),
    at,
  );
  return done;
}

/** Makes one attempt, when its time has come. The next one is sent before this one is kept: what breaks in between is made twice, not never. */
async function deliver(delivery: Delivery, { receiptHandle }: SQSRecord): Promise<Handled> {
  const early = Date.parse(delivery.notBefore) - Date.now();
  if (early >= 1000) {
    await queue.hide(receiptHandle, delivery.notBefore);
    return retry;
  }
  // The queue counts in whole seconds.
  if (early > 0) await pause(early);
  const { subscription, profile, progress, event } = await find(delivery);
  if (!subscription || !event || !subscribesTo(subscription, event, profile)) return done;
  if (!isFor(delivery, subscription) || isOver(delivery, progress)) return done;

  const { laboratoryId, subscriptionId, eventId, replay, attempt } = delivery;
  const answer = await postEvent(subscription, event, { replay });
  const outcome = outcomeOf(delivery, answer, queue.waits, Math.random());
  if (outcome.kind === 'retry') await queue.send([outcome.next]);
  await insertAttempt(laboratoryId, subscriptionId, attemptOf(delivery, answer));
  // Meanwhile a replay may have begun a newer round, whose attempts are to come.
  if (outcome.kind === 'disabled' && !isOver(delivery, await findProgress(laboratoryId, subscriptionId, eventId))) {
    // Whoever has changed the subscription meanwhile may have mended it: it is asked once more.
    if (!(await subscriptions.put(disabledSubscription(subscription, outcome.why)))) return retry;
  }
  await saveProgress(delivery, attempt, outcome.kind === 'delivered', answer.at, progress);
  return done;
}
