import type { Caller } from '#domain/kernel/caller.ts';
import type { Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import type { Order } from '#domain/order/order.ts';

type Copy = Pick<Order, 'source' | 'sourceSentTo'>;

/** The number of the order that this one was copied from, if that had been sent to this laboratory; else null. */
export const sourceKnownTo = (laboratoryId: Id | null, { source, sourceSentTo }: Copy): OrderNumber | null =>
  laboratoryId !== null && sourceSentTo.includes(laboratoryId) ? source : null;

/** The number of the source, as far as a caller knows it: clinics always do. */
export const visibleSource = (copy: Copy, caller: Caller): OrderNumber | null =>
  caller.role === 'laboratory' ? sourceKnownTo(caller.laboratoryId, copy) : copy.source;
