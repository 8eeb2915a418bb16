import { actorOf, type Caller } from '#domain/kernel/caller.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { ReadEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import * as history from '#functions/store/history.ts';

/** Keeps in an order's history that it, or a paper of it, was read: before the reply, so that no reading goes unseen. */
export async function recordRead(
  { tenantId, number }: Order,
  read: Pick<ReadEntry, 'action' | 'documentId'>,
  { caller, at, requestId }: { caller: Caller; at: Instant; requestId: string },
): Promise<void> {
  await history.insertRead(tenantId, number, { ...read, by: actorOf(caller), at }, requestId);
}
