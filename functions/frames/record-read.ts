import { actorOf, type Caller } from '#domain/kernel/caller.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import type { ReadEntry } from '#domain/order/history.ts';
import type { Order } from '#domain/order/order.ts';
import * as history from '#functions/store/history.ts';

/**
 * Records in an order's history that it, or a print of it, was read. Done before the reply, so that no read goes
 * unrecorded.
 */
export async function recordRead(
  { tenantId, number }: Order,
  read: Pick<ReadEntry, 'action' | 'documentId'>,
  { caller, at, requestId }: { caller: Caller; at: Instant; requestId: string },
): Promise<void> {
  await history.insertRead(tenantId, number, { ...read, by: actorOf(caller), at }, requestId);
}
