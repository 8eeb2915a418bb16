import type { Instant, Traceparent } from '#domain/kernel/identifiers.ts';
import { attemptOf, toAttemptReply } from '#domain/listening/delivery.ts';
import { subscriptionTested } from '#domain/listening/events.ts';
import { findSubscription, type SubscriptionRequest } from '#functions/frames/listening/find-subscription.ts';
import { reply } from '#functions/http/reply.ts';
import { insertAttempt } from '#functions/store/deliveries.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';

type TestRequest = SubscriptionRequest & { requestId: string; at: Instant; traceparent: Traceparent | null };

/** Sends a test event to a subscription, active or not, and shows what its endpoint replied. */
export async function testSubscription(request: TestRequest) {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const subscription = found.accepted;
  const event = subscriptionTested(subscription, request);
  const attempt = attemptOf({ eventId: event.id, attempt: 1, replay: false }, await postEvent(subscription, event));
  await insertAttempt(subscription.listener, subscription.subscriptionId, attempt);
  return reply(toAttemptReply(attempt));
}
