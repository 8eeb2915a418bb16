import { visible } from '#domain/actions.ts';
import { actorOf } from '#domain/caller.ts';
import { opensTo, type Settings } from '#domain/catalog.ts';
import { type Refused, type RequestFault, refuse } from '#domain/decision.ts';
import { putSubscription } from '#domain/decisions/put-subscription.ts';
import type { Order } from '#domain/order.ts';
import type { DocumentId } from '#domain/printed-document.ts';
import { Subscription, shownSubscription } from '#domain/subscription.ts';
import { isKnown } from '#functions/http/conditions.ts';
import { replaced } from '#functions/http/entry-endpoints.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { etagOf } from '#functions/http/reply.ts';
import type { Request } from '#functions/http/request.ts';
import { findProgress } from '#functions/store/deliveries.ts';
import * as feed from '#functions/store/feed.ts';
import * as history from '#functions/store/history.ts';
import { findForLaboratory } from '#functions/store/orders.ts';
import * as subscriptions from '#functions/store/subscriptions.ts';
import { keys } from '#functions/store/table.ts';

/** The order a laboratory names, if it was sent to it by a tenant that it is open to. */
export async function findLabOrder({
  caller,
  params,
}: Pick<Request<'getLabOrder'>, 'caller' | 'params'>): Promise<{ order: Order; settings: Settings } | Refused> {
  const { tenantId, number } = params;
  const { order, settings, profile } = await findForLaboratory(caller.laboratoryId, tenantId, number);
  if (!order || !visible(order, caller) || !opensTo(profile, tenantId)) return refuse({ code: 'not_found' });
  return { order, settings };
}

/**
 * Keeps in the order's history that it, or a paper of it, was read. This comes before the reply, so that no reading goes
 * unseen; who hears that what they have is still so has read nothing.
 */
export async function keepAccess(
  action: 'getLabOrder' | 'getLabDocument',
  { tenantId, number, version }: Order,
  { caller, at, requestId, ifNoneMatch }: Pick<Request<'getLabOrder'>, 'caller' | 'at' | 'requestId' | 'ifNoneMatch'>,
  documentId?: DocumentId,
): Promise<void> {
  if (isKnown(ifNoneMatch, etagOf(version))) return;
  await history.insertRead(tenantId, number, { action, by: actorOf(caller), at, documentId }, requestId);
}

/** The laboratory's subscription of this id. */
export async function findSubscription({
  caller,
  params,
}: Pick<Request<'testSubscription'>, 'caller' | 'params'>): Promise<{ subscription: Subscription } | Refused> {
  const subscription = await subscriptions.find(caller.laboratoryId, params.id);
  return subscription ? { subscription } : refuse({ code: 'not_found' });
}

/** Replaces the laboratory's subscription of this id, or adds it; the secret is used where one is to be made. */
export function replacedSubscription(request: Request<'putSubscription'>, newSecret: string) {
  const { caller, params, body } = request;
  const identity = { laboratoryId: caller.laboratoryId, subscriptionId: params.id };
  return replaced(request, keys.subscription(identity.laboratoryId, identity.subscriptionId), async () => {
    const all = await subscriptions.list(identity.laboratoryId);
    return {
      standing: all.find(({ subscriptionId }) => subscriptionId === params.id),
      decision: putSubscription(identity, all, body, { ...request, newSecret }),
      show: (entry) => shownSubscription(Subscription.parse(entry), newSecret),
    };
  });
}

/** How many events of the feed one replay goes through; `next` says where to go on. */
const mostReplayed = 100;

/** What a replay is asked for: the subscription, which must be on, and the events of the feed. */
export async function findReplay(request: Request<'replayDeliveries'>) {
  const { laboratoryId } = request.caller;
  const found = await findSubscription(request);
  if ('refused' in found) return found;
  if (!found.subscription.active) return inactive;
  const range = await rangeOf(request);
  if (!range) return refuse({ code: 'not_found' });

  const { after, to } = range;
  const limit = Math.min(to - after, mostReplayed);
  const { entries, last, profile, expired } = await feed.list(laboratoryId, { after, limit });
  if (expired) return refuse({ code: 'feed_expired', ...expired });
  if (after > last) return pastTheEnd('body', 'after' in request.body ? 'after' : 'from', last);
  const reached = entries.at(-1)?.sequence ?? after;
  return { ...found, profile, entries, next: reached < Math.min(to, last) ? reached : null };
}

/** The part of the feed that is asked for; undefined for an event that has never been sent to this endpoint. */
async function rangeOf({ caller, params, body }: Request<'replayDeliveries'>) {
  if ('after' in body) return { after: body.after, to: Number.POSITIVE_INFINITY };
  if ('from' in body) return { after: body.from - 1, to: body.to };
  const progress = await findProgress(caller.laboratoryId, params.id, body.eventId);
  return progress && { after: progress.feedSequence - 1, to: progress.feedSequence };
}

/** A position that no feed of this end has given: whoever went on from there would wait for events that have passed. */
export const pastTheEnd = (where: RequestFault['in'], field: string, last: number): Refused =>
  refuse({ code: 'validation_failed', errors: [httpFault(where, `/${field}`, 'past_the_end', { last })] });

const inactive = refuse({ code: 'validation_failed', errors: [httpFault('body', '', 'inactive_subscription')] });
