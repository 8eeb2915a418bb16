import * as z from 'zod/mini';
import { type Id, Instant } from '#domain/kernel/identifiers.ts';
import { asSent, Reason } from '#domain/order/laboratory/returned.ts';
import type { Order } from '#domain/order/order.ts';

/** Why a laboratory no longer has an order to work on. */
export const Left = z.strictObject({
  how: z.enum(['withdrawn', 'returned', 'cancelled', 'published_elsewhere']),
  at: Instant,
  reason: z.optional(z.string()),
  reasons: z.optional(z.array(Reason)),
});
export type Left = z.output<typeof Left>;

/** Why a laboratory that an order was sent to no longer has it to work on; null while it has, or never had it. */
export function leftBy({ publication, returned, cancelledAt, cancelReason }: Order, laboratoryId: Id): Left | null {
  if (publication?.laboratoryId !== laboratoryId) {
    const left = publication?.earlier?.find((one) => one.laboratoryId === laboratoryId);
    return left ? { how: 'published_elsewhere', at: left.at } : null;
  }
  const { ended } = publication;
  // Of a draft that it no longer had, the reason is the clinic's own affair.
  if (cancelledAt !== null) return because('cancelled', cancelledAt, ended ? undefined : (cancelReason ?? undefined));
  if (!ended) return null;
  return { ...because(ended.how, ended.at, ended.reason), ...(returned && { reasons: returned.reasons.map(asSent) }) };
}

const because = (how: Left['how'], at: Instant, reason: string | undefined): Left => ({
  how,
  at,
  ...(reason !== undefined && { reason }),
});
