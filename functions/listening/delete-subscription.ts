import { listenerOf } from '#domain/listening/listener.ts';
import { deleteSubscription as route } from '#functions/contract/listening/delete-subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { nothing } from '#functions/http/reply.ts';
import { remove } from '#functions/store/subscriptions.ts';

/** Removes a subscription, if there is one. Deliveries that are waiting are dropped. */
export const handler = endpoint(route, async ({ caller, params }) => {
  await remove(listenerOf(caller), params.id);
  return nothing;
});
