import type { Change, ChangeEvent, Order, Publication } from '#domain/order/order.ts';
import { laboratoryWith, type Status } from '#domain/order/statuses.ts';

/**
 * A change that makes an event: it is made by `action`, begins in one of `from` (null for a new order), ends in `to`, and
 * `when` holds of what it has made; what a row does not name, it does not ask. The event tells one listener. A `former`
 * event is about the publication before, whose laboratory has no longer anything to do with the order.
 */
export type EventRow = {
  action?: Change['action'];
  from?: readonly (Status | null)[];
  to?: Status;
  when?: (order: Order) => boolean;
  former?: true;
  tells: ChangeEvent['to'];
  type: ChangeEvent['type'];
};

const isHeld = ({ laboratoryWork }: Order) => laboratoryWork?.hold !== undefined;

/** The changes that make events. An order that is created with `publish` goes from nothing to published. */
export const eventTable: readonly EventRow[] = [
  { from: [null, 'draft'], to: 'published', tells: 'laboratory', type: 'order.published.v1' },
  { from: ['draft'], to: 'published', former: true, tells: 'laboratory', type: 'order.closed.v1' },
  { from: ['draft'], to: 'cancelled', former: true, tells: 'laboratory', type: 'order.closed.v1' },
  { from: ['published'], to: 'cancelled', tells: 'laboratory', type: 'order.cancelled.v1' },
  { action: 'withdrawOrder', tells: 'laboratory', type: 'order.withdrawn.v1' },
  { action: 'changeDueDate', tells: 'laboratory', type: 'order.rescheduled.v1' },
  { action: 'receiveOrder', tells: 'laboratory', type: 'order.received.v1' },
  { action: 'reopenOrder', tells: 'laboratory', type: 'order.reopened.v1' },
  { action: 'acceptOrder', tells: 'tenant', type: 'order.accepted.v1' },
  { action: 'returnOrder', tells: 'tenant', type: 'order.returned.v1' },
  { action: 'holdOrder', when: isHeld, tells: 'tenant', type: 'order.held.v1' },
  { action: 'holdOrder', when: (order) => !isHeld(order), tells: 'tenant', type: 'order.resumed.v1' },
  { action: 'produceOrder', tells: 'tenant', type: 'order.produced.v1' },
  { action: 'shipOrder', tells: 'tenant', type: 'order.shipped.v1' },
  { action: 'reopenLabOrder', tells: 'tenant', type: 'order.reopened.v1' },
];

/** The events that a change makes, for the order to remember. They are about a publication, so most drafts make none. */
export function eventsMadeBy(
  action: Change['action'],
  before: Order | null,
  after: Order,
  table: readonly EventRow[] = eventTable,
): ChangeEvent[] {
  return table
    .filter(({ from, to, when, ...row }) => {
      if (row.action !== undefined && row.action !== action) return false;
      if (from && !from.includes(before?.status ?? null)) return false;
      return (to === undefined || to === after.status) && (when === undefined || when(after));
    })
    .flatMap(({ type, tells, former }) => {
      const publication = former ? leftBy(before, after) : after.publication;
      return publication
        ? [{ type, to: tells, laboratoryId: publication.laboratoryId, revision: publication.revision }]
        : [];
    });
}

/** The publication before a change, if its laboratory has no longer anything to do with the order. */
function leftBy(before: Order | null, after: Order): Publication | null {
  const former = before?.publication ?? null;
  return former && laboratoryWith(after) === former.laboratoryId ? null : former;
}
