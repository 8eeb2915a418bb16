import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id, Instant, OrderNumber, Traceparent } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, inListingOrder, Tooth } from '#domain/kernel/teeth.ts';
import { EventId, eventIdOf, testEventId } from '#domain/listening/event-id.ts';
import { PublishedType } from '#domain/listening/event-types.ts';
import { type Listener, laboratoryOf, tenantOf } from '#domain/listening/listener.ts';
import type { Order, Publication } from '#domain/order/order.ts';

const EventLine = stored({
  service: z.string(),
  teeth: z.array(Tooth),
  arch: z.optional(Arch),
  pontics: z.optional(z.array(Tooth)),
  quantity: z.int(),
  shade: z.optional(stored({ system: z.string(), value: z.string() })),
});

/** The attributes that all our events share (CloudEvents 1.0). */
const envelope = {
  specversion: z.literal('1.0'),
  source: z.literal('order-desk'),
  time: Instant,
  datacontenttype: z.literal('application/json'),
  traceparent: z.optional(Traceparent),
};
const enveloped = { specversion: '1.0', source: 'order-desk', datacontenttype: 'application/json' } as const;

/**
 * The event that an order was published to a laboratory. It names no patient; a caller with the right to see the order
 * reads it by its number. Members that a newer release has added are kept and sent.
 */
export const OrderPublished = stored({
  ...envelope,
  id: EventId,
  type: PublishedType,
  subject: OrderNumber,
  partitionkey: z.string(),
  sequence: z.string(),
  data: stored({
    tenantId: Id,
    number: OrderNumber,
    version: z.int(),
    laboratoryId: Id,
    feedSequence: z.int(),
    dueDate: CalendarDate,
    lines: z.array(EventLine),
  }),
});
export type OrderPublished = z.infer<typeof OrderPublished>;

/** A test event, which a laboratory or a tenant sends to its own endpoint. It is not in the feed. */
export const SubscriptionTested = z.strictObject({
  ...envelope,
  id: EventId,
  type: z.literal('subscription.tested.v1'),
  subject: Id,
  data: z.strictObject({ laboratoryId: z.optional(Id), tenantId: z.optional(Id), subscriptionId: Id }),
});
export type SubscriptionTested = z.infer<typeof SubscriptionTested>;

/** A published order, with the members that publishing requires. */
export type PublishedOrder = Order & { publication: Publication; dueDate: CalendarDate; publishedAt: Instant };

/** The order with its publication, if this version of it was published; undefined for every other version. */
export function publishedOrder(order: Order, version: number): PublishedOrder | undefined {
  const { publication, dueDate, publishedAt } = order;
  if (publication?.version !== version || !dueDate || !publishedAt) return undefined;
  return { ...order, publication, dueDate, publishedAt };
}

/** The event id of a publication. It stays the same, whatever happens to the order later. */
export function eventId({ tenantId, number, publication }: PublishedOrder): EventId {
  return eventIdOf(tenantId, number, publication.version);
}

/** The event of a publication. `feedSequence` is its number in the laboratory's feed. */
export function orderPublished(order: PublishedOrder, feedSequence: number): OrderPublished {
  const { tenantId, number, publication, dueDate, publishedAt, services } = order;
  const { version, laboratoryId } = publication;
  const traceparent = order.recent.find((change) => change.version === version)?.traceparent;
  return {
    ...enveloped,
    id: eventId(order),
    type: 'order.published.v1',
    subject: number,
    time: publishedAt,
    ...(traceparent && { traceparent }),
    partitionkey: `${tenantId}_${number}`,
    sequence: String(version).padStart(10, '0'),
    data: {
      tenantId,
      number,
      version,
      laboratoryId,
      feedSequence,
      dueDate,
      lines: services.map(({ service, teeth, arch, pontics, quantity, shade }) => ({
        service: service.name,
        teeth: inListingOrder(teeth),
        ...(arch && { arch }),
        ...(pontics && { pontics: inListingOrder(pontics) }),
        quantity,
        ...(shade && { shade: { system: shade.system, value: shade.value } }),
      })),
    },
  };
}

/** The test event of a subscription. */
export function subscriptionTested(
  { listener, subscriptionId }: { listener: Listener; subscriptionId: Id },
  { requestId, at, traceparent }: { requestId: string; at: Instant; traceparent: Traceparent | null },
): SubscriptionTested {
  const [laboratoryId, tenantId] = [laboratoryOf(listener), tenantOf(listener)];
  return {
    ...enveloped,
    id: testEventId(requestId),
    type: 'subscription.tested.v1',
    subject: subscriptionId,
    time: at,
    ...(traceparent && { traceparent }),
    data: { ...(laboratoryId && { laboratoryId }), ...(tenantId && { tenantId }), subscriptionId },
  };
}
