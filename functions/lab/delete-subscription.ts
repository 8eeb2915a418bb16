import { refuse } from '#domain/decision.ts';
import { shownSubscription } from '#domain/subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { remove } from '#functions/store/subscriptions.ts';

/** Removes an endpoint, and shows it as it was. What still waits to be sent to it is dropped. */
export const handler = endpoint('deleteSubscription', async ({ caller, params }) => {
  const removed = await remove(caller.laboratoryId, params.id);
  return removed ? { body: shownSubscription(removed) } : refuse({ code: 'not_found' });
});
