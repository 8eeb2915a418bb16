import { visible } from '#domain/actions.ts';
import { actorOf, type LaboratoryCaller } from '#domain/caller.ts';
import { type LaboratoryProfile, opensTo, type Settings } from '#domain/catalog.ts';
import { type Refused, refuse } from '#domain/decision.ts';
import type { Id } from '#domain/identifiers.ts';
import type { Order } from '#domain/order.ts';
import type { Subscription } from '#domain/subscription.ts';
import type { Request } from '#functions/http/request.ts';
import * as history from '#functions/store/history.ts';
import { findForLaboratory } from '#functions/store/orders.ts';
import * as laboratories from '#functions/store/subscriptions.ts';

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

/** Keeps in the order's history that it was read or printed. This comes before the reply, so that none goes unseen. */
export async function keepAccess(
  action: string,
  { tenantId, number }: Order,
  { caller, at, requestId }: Pick<Request<'getLabOrder'>, 'caller' | 'at' | 'requestId'>,
): Promise<void> {
  await history.insertAccess(tenantId, number, { action, by: actorOf(caller), at }, requestId);
}

/** The laboratory's subscription of this id, and its profile. */
export async function findSubscription(
  { laboratoryId }: LaboratoryCaller,
  id: Id,
): Promise<{ subscription: Subscription; profile: LaboratoryProfile | undefined } | Refused> {
  const { profile, subscriptions } = await laboratories.find(laboratoryId);
  const subscription = subscriptions.find(({ subscriptionId }) => subscriptionId === id);
  return subscription ? { subscription, profile } : refuse({ code: 'not_found' });
}
