import type * as z from 'zod/mini';
import type { CalendarDate } from '#domain/kernel/calendar.ts';
import type { Audience } from '#domain/kernel/caller.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { merge, type Patch } from '#domain/kernel/merge.ts';
import type { Ended, Journey, LaboratoryWork, Order } from '#domain/order/order.ts';
import { statuses } from '#domain/order/statuses.ts';

/** The order, no longer in the hands of the laboratory that it was sent to. */
export const over = (order: Order, ended: z.infer<typeof Ended>): Order => ({
  ...notHeld(order),
  publication: order.publication && { ...order.publication, ended },
});

const nothingYet: LaboratoryWork = { journeys: [] };

/** The order with what its laboratory has done or said since; null takes a member away. */
export const atWork = (order: Order, patch: Patch<LaboratoryWork>): Order => ({
  ...order,
  laboratoryWork: merge(order.laboratoryWork ?? nothingYet, patch),
});

/** Whether the laboratory has accepted the order: accepting it again corrects what was promised. */
export const isAccepted = (work: Pick<LaboratoryWork, 'acceptedAt'> | null): boolean => work?.acceptedAt !== undefined;

/** Whether the work is on its way: shipping it again corrects how. */
export const isShipped = (work: Pick<LaboratoryWork, 'shippedAt'> | null): boolean => work?.shippedAt !== undefined;

/** The order, on which nobody waits any more. */
export const notHeld = (order: Order): Order => (order.laboratoryWork?.hold ? atWork(order, { hold: null }) : order);

/** How many earlier journeys of the work are kept. */
const mostJourneys = 20;

/** The order in production again: nothing is promised any more, and the journey of the work so far is kept. */
export function reopened(order: Order, reason: string, { at, side }: { at: Instant; side: Audience }): Order {
  const { promisedDate, producedAt, shippedAt, purpose, carrier, trackingNumber, deliveredAt, journeys, ...rest } =
    order.laboratoryWork ?? nothingYet;
  const journey = merge<z.infer<typeof Journey>>(
    { reopenedAt: at, side, reason },
    { promisedDate, producedAt, shippedAt, purpose, carrier, trackingNumber, deliveredAt },
  );
  return { ...order, laboratoryWork: { ...rest, journeys: [...journeys, journey].slice(-mostJourneys) } };
}

/** The reopening by which the clinic has sent the work back, until the work is shipped or received again; null otherwise. */
export function sentBack({ status, laboratoryWork }: Pick<Order, 'status' | 'laboratoryWork'>) {
  if (!statuses[status].atWork) return null;
  const last = laboratoryWork?.journeys.at(-1);
  return last?.side === 'clinic' ? last : null;
}

/** Faults of a day on which the work shall be in the clinic. */
export const dayFaults = (pointer: string, date: CalendarDate | null | undefined, today: CalendarDate): Fault[] =>
  date && date < today ? [fault(pointer, 'due_date_past', { date, today })] : [];
