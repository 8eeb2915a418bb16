import * as z from 'zod/mini';
import { Id, Instant, OrderNumber, Traceparent } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { EventId, eventIdOf } from '#domain/listening/event-id.ts';
import { whatEventsSay } from '#domain/listening/what-events-say.ts';
import { type Change, ChangeEvent, type Order } from '#domain/order/order.ts';
import { laboratoryWith } from '#domain/order/statuses.ts';

/** The attributes that all our events share (CloudEvents 1.0). */
export const envelope = {
  specversion: z.literal('1.0'),
  source: z.literal('order-desk'),
  id: EventId,
  time: Instant,
  datacontenttype: z.literal('application/json'),
  traceparent: z.optional(Traceparent),
};
export const enveloped = { specversion: '1.0', source: 'order-desk', datacontenttype: 'application/json' } as const;

const { to, laboratoryId, revision } = ChangeEvent.shape;

/** The attributes of an event about an order, and what its data says whatever its type is. */
export const aboutOrder = { ...envelope, subject: OrderNumber, partitionkey: z.string(), sequence: z.string() };
export const orderData = {
  tenantId: Id,
  number: OrderNumber,
  version: z.int(),
  revision,
  laboratoryId,
  to,
  feedSequence: z.int(),
};

/**
 * An event about an order, of any type. It names no patient; a caller with the right to see the order reads it by its
 * number. `to` says whether the laboratory or the tenant in its data is told. Members of its type, and those that a newer
 * release has added, are kept and sent.
 */
export const OrderEvent = stored({ ...aboutOrder, type: z.string(), data: stored(orderData) });
export type OrderEvent = z.infer<typeof OrderEvent>;

/** An event about an order that has no number in a feed yet. */
export type Unnumbered = Omit<OrderEvent, 'data'> & { data: Omit<OrderEvent['data'], 'feedSequence'> };

/** The event with its number in the feed of the listener that it tells. */
export const numbered = (event: Unnumbered, feedSequence: number): OrderEvent => ({
  ...event,
  data: { ...event.data, feedSequence },
});

/** An event about an order, from what is different in each. */
export function unnumbered({
  traceparent,
  data,
  ...own
}: Pick<Unnumbered, 'id' | 'type' | 'time' | 'data'> & { traceparent?: Traceparent | undefined }): Unnumbered {
  return {
    ...enveloped,
    ...own,
    subject: data.number,
    ...(traceparent && { traceparent }),
    partitionkey: `${data.tenantId}_${data.number}`,
    sequence: String(data.version).padStart(10, '0'),
    data,
  };
}

/**
 * The events of a change that the order remembers, with the same ids whatever happens to the order later. The first has
 * the id of the change; `_c` tells the second from it.
 */
export function eventsOf(order: Order, change: Change, saying = whatEventsSay): Unnumbered[] {
  const { tenantId, number } = order;
  const { version, at, events = [], traceparent } = change;
  return events.map(({ type, to, laboratoryId, revision }, index) => {
    const isAsTold = order.version === version || isCurrent(revision, order);
    const says = isAsTold ? saying[type] : undefined;
    return unnumbered({
      id: eventIdOf(tenantId, number, version, ...(index > 0 ? ['c'] : [])),
      type,
      time: at,
      traceparent,
      data: { tenantId, number, version, revision, laboratoryId, to, ...says?.(order, change) },
    });
  });
}

/** Whether an order is still as it was published. What a draft says that is made of it later was not sent to anybody. */
const isCurrent = (revision: number, order: Order) =>
  order.publication?.revision === revision && laboratoryWith(order) !== null;
