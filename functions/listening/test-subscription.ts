import { attemptOf, toAttemptReply } from '#domain/listening/delivery.ts';
import { subscriptionTested } from '#domain/listening/events.ts';
import { testSubscription as route } from '#functions/contract/listening/test-subscription.ts';
import { findSubscription } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { reply } from '#functions/http/reply.ts';
import { insertAttempt } from '#functions/store/deliveries.ts';
import { postEvent } from '#functions/webhooks/post-event.ts';

/** Sends a test event to a subscription, active or not, and shows what its endpoint replied. */
export const handler = endpoint(route, async (request) => {
  const found = await findSubscription(request);
  if (found.kind === 'refused') return found;
  const subscription = found.accepted;
  const event = subscriptionTested(subscription, request);
  const attempt = attemptOf({ eventId: event.id, attempt: 1, replay: false }, await postEvent(subscription, event));
  await insertAttempt(subscription.listener, subscription.subscriptionId, attempt);
  return reply(toAttemptReply(attempt));
});
