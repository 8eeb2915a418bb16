import type { Caller } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { listenerOf } from '#domain/listening/listener.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';
import { find } from '#functions/store/subscriptions.ts';

export type SubscriptionRequest = { caller: Caller; params: { id: Id } };

/** The caller's subscription with this id, or 404. */
export async function findSubscription({ caller, params }: SubscriptionRequest): Promise<Result<Subscription>> {
  const subscription = await find(listenerOf(caller), params.id);
  return subscription ? accept(subscription) : refuse({ code: 'not_found' });
}
