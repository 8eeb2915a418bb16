import { type Audience, actorOf, type Caller, type Role } from '#domain/caller.ts';
import { admit } from '#domain/decide.ts';
import type { ReadEntry } from '#domain/events.ts';
import type { Instant } from '#domain/identifiers.ts';
import type { Order } from '#domain/order.ts';
import { catalogIn } from '#functions/frames/asking.ts';
import { type Found, findOrder, type OrderRequest } from '#functions/frames/found-order.ts';
import type { Refused } from '#functions/http/refusal.ts';
import * as history from '#functions/store/history.ts';

/** The order that a request names, for whoever may read it: else 404, then 403. */
export async function readOrder<Side extends Audience>(
  { roles }: { roles: readonly Role[] },
  request: OrderRequest<Side>,
): Promise<(Found<Side> & { order: Order }) | Refused> {
  const found = await findOrder(request);
  const admitted = admit(roles, found.order, null, { caller: request.caller, catalog: catalogIn(found.known) });
  return 'refused' in admitted ? admitted : { ...found, order: admitted.accepted };
}

/** Keeps in an order's history that it, or a paper of it, was read: before the reply, so that no reading goes unseen. */
export async function keepRead(
  { tenantId, number }: Order,
  read: Pick<ReadEntry, 'action' | 'documentId'>,
  { caller, at, requestId }: { caller: Caller; at: Instant; requestId: string },
): Promise<void> {
  await history.insertRead(tenantId, number, { ...read, by: actorOf(caller), at }, requestId);
}
