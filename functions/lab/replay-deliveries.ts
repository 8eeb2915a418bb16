import { refuse, refuseFaults } from '#domain/decision.ts';
import { firstTry } from '#domain/delivery.ts';
import { wants } from '#domain/subscription.ts';
import * as queue from '#functions/bus/delivery-queue.ts';
import { endpoint } from '#functions/http/endpoint.ts';
import { findSubscription } from '#functions/http/lab-endpoints.ts';
import type { Request } from '#functions/http/request.ts';
import { advance, findProgress } from '#functions/store/deliveries.ts';
import * as feed from '#functions/store/feed.ts';

/** How many events of the feed one request goes through; `next` in its answer is the number to go on after. */
const most = 100;

/** Sends an endpoint again what it may have missed: all behind a number of the feed, a range of it, or one event. */
export const handler = endpoint('replayDeliveries', async (request) => {
  const { caller, at } = request;
  const found = await findSubscription(caller, request.params.id);
  if ('refused' in found) return found;
  const { subscription, profile } = found;
  if (!subscription.active) return refuseFaults([inactive]);
  const { last } = await feed.head(caller.laboratoryId);
  const range = await rangeOf(request, last);
  if (!range) return refuse({ code: 'not_found' });

  const { after, to } = range;
  const { entries = [], expired } = await feed.list(caller.laboratoryId, after, Math.min(to - after, most), last);
  if (expired) return refuse({ code: 'feed_expired', ...expired });
  const wanted = entries.filter(({ event }) => wants(subscription, event, profile));
  const deliveries = wanted.map(({ event }) => firstTry(subscription, event, at, true));
  await queue.send(deliveries);
  await Promise.all(deliveries.map((delivery) => advance(delivery, 0, false, at)));
  const reached = entries.at(-1)?.sequence ?? after;
  return { body: { replayed: deliveries.length, next: reached < to ? reached : null } };
});

/** The part of the feed that is asked for; undefined for an event that has never been sent to this endpoint. */
async function rangeOf({ caller, params, body }: Request<'replayDeliveries'>, last: number) {
  if ('after' in body) return { after: body.after, to: last };
  if ('from' in body) return { after: body.from - 1, to: Math.min(body.to, last) };
  const progress = await findProgress(caller.laboratoryId, params.id, body.eventId);
  return progress && { after: progress.feedSequence - 1, to: progress.feedSequence };
}

const inactive = {
  pointer: '',
  code: 'inactive_subscription',
  message: 'The subscription is off. Turn it on, then ask for what it has missed.',
};
