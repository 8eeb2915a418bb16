import { firstAttempt } from '#domain/listening/delivery.ts';
import { subscribesTo } from '#domain/listening/subscription.ts';
import { replayDeliveries as route } from '#functions/contract/listening/replay-deliveries.ts';
import { findReplay } from '#functions/frames/listening.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { reply } from '#functions/http/reply.ts';
import { startDeliveries } from '#functions/webhooks/start-deliveries.ts';

/** Sends events again to a subscription: all after a number of the feed, a range, or one event. */
export const handler = endpoint(route, async (request) => {
  const found = await findReplay(request);
  if (found.kind === 'refused') return found;
  const { subscription, profile, entries, next } = found.accepted;
  const subscribed = entries.filter(({ event }) => subscribesTo(subscription, event, profile));
  const deliveries = subscribed.map(({ event }) => firstAttempt(subscription, event, request.at, true));
  await startDeliveries(deliveries, request.at);
  return reply({ replayed: deliveries.length, next });
});
