import { refuseFaults } from '#domain/decision.ts';
import { putSubscription } from '#domain/decisions/put-subscription.ts';
import { Subscription, shownSubscription } from '#domain/subscription.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { replaced } from '#functions/http/entry-endpoints.ts';
import { find } from '#functions/store/subscriptions.ts';
import { keys } from '#functions/store/table.ts';
import { targetFault } from '#functions/webhooks/reach.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';

/** Adds or replaces an endpoint, whose secret is shown once: when it is made or rotated. */
export const handler = endpoint('putSubscription', async (request) => {
  const { caller, params, body } = request;
  const { laboratoryId } = caller;
  const message = await targetFault(body.url);
  if (message) return refuseFaults([{ pointer: '/url', code: 'forbidden_url', message }]);

  const newSecret = makeSecret();
  return replaced(request, keys.subscription(laboratoryId, params.id), async () => {
    const { subscriptions } = await find(laboratoryId);
    const identity = { laboratoryId, subscriptionId: params.id };
    return {
      standing: subscriptions.find(({ subscriptionId }) => subscriptionId === params.id),
      decision: putSubscription(identity, subscriptions, body, { ...request, newSecret }),
      show: (entry) => shownSubscription(Subscription.parse(entry), newSecret),
    };
  });
});
