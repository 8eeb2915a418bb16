import { listenerOf } from '#domain/listening/listener.ts';
import type { SubscriptionRequest } from '#functions/frames/listening/find-subscription.ts';
import { nothing } from '#functions/http/reply.ts';
import { remove } from '#functions/store/subscriptions.ts';

/** Removes a subscription, if there is one. Deliveries that are waiting are dropped. */
export async function removeSubscription({ caller, params }: SubscriptionRequest) {
  await remove(listenerOf(caller), params.id);
  return nothing;
}
