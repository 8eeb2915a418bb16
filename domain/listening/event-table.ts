import { inListingOrder } from '#domain/kernel/teeth.ts';
import type { Change, ChangeEvent, Order } from '#domain/order/order.ts';
import type { Status } from '#domain/order/statuses.ts';

/**
 * A transition that makes an event: `from` one of these statuses (null for a new order) to another, by any action or by
 * `action` alone. The event tells one listener, and `says` this of the order beside what all events say.
 */
export type EventRow = {
  action?: Change['action'];
  from: readonly (Status | null)[];
  to: Status;
  tells: ChangeEvent['to'];
  type: ChangeEvent['type'];
  says: (order: Order) => object;
};

/** The transitions that make events. An order that is created with `publish` goes from nothing to published. */
export const eventTable: readonly EventRow[] = [
  { from: [null, 'draft'], to: 'published', tells: 'laboratory', type: 'order.published.v1', says: whatIsOrdered },
];

function whatIsOrdered({ dueDate, services }: Order) {
  return {
    ...(dueDate && { dueDate }),
    lines: services.map(({ service, teeth, arch, pontics, quantity, shade }) => ({
      service: service.name,
      teeth: inListingOrder(teeth),
      ...(arch && { arch }),
      ...(pontics && { pontics: inListingOrder(pontics) }),
      quantity,
      ...(shade && { shade: { system: shade.system, value: shade.value } }),
    })),
  };
}

/** The events that a change makes, for the order to remember. They are about its publication, so a draft makes none. */
export function eventsMadeBy(
  action: Change['action'],
  before: Order | null,
  { status, publication }: Order,
  table: readonly EventRow[] = eventTable,
): ChangeEvent[] {
  if (!publication) return [];
  const { laboratoryId, revision } = publication;
  return table
    .filter((row) => row.to === status && row.from.includes(before?.status ?? null))
    .filter((row) => row.action === undefined || row.action === action)
    .map(({ type, tells }) => ({ type, to: tells, laboratoryId, revision }));
}
