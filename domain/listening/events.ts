import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id, type Instant, type Traceparent } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth } from '#domain/kernel/teeth.ts';
import { testEventId } from '#domain/listening/event-id.ts';
import { type Listener, laboratoryOf, tenantOf } from '#domain/listening/listener.ts';
import { aboutOrder, envelope, enveloped, OrderEvent, orderData } from '#domain/listening/order-event.ts';

const EventLine = stored({
  service: z.string(),
  teeth: z.array(Tooth),
  arch: z.optional(Arch),
  pontics: z.optional(z.array(Tooth)),
  quantity: z.int(),
  shade: z.optional(stored({ system: z.string(), value: z.string() })),
});

/**
 * The event that an order was published to a laboratory. One that was made when its publication was over does not say
 * what is ordered.
 */
export const OrderPublished = stored({
  ...aboutOrder,
  type: z.literal('order.published.v1'),
  data: stored({ ...orderData, dueDate: z.optional(CalendarDate), lines: z.optional(z.array(EventLine)) }),
});
export type OrderPublished = z.infer<typeof OrderPublished>;

/** The event that the other side has written a message. It does not say what. */
export const OrderMessageAdded = stored({
  ...aboutOrder,
  type: z.literal('order.message-added.v1'),
  data: stored({ ...orderData, messageId: z.string() }),
});

/** Every event about an order, by the name of its schema. */
export const orderEvents = { OrderPublished, OrderMessageAdded };

/**
 * An event about an order as it is stored: its members in the sequence of its schema, so that each time it is sent it is
 * the same text. One of a type that a later release has made is taken as it is.
 */
export const StoredEvent = z.union([OrderPublished, OrderMessageAdded, OrderEvent]);

/** A test event, which a laboratory or a tenant sends to its own endpoint. It is not in the feed. */
export const SubscriptionTested = z.strictObject({
  ...envelope,
  type: z.literal('subscription.tested.v1'),
  subject: Id,
  data: z.strictObject({ laboratoryId: z.optional(Id), tenantId: z.optional(Id), subscriptionId: Id }),
});
export type SubscriptionTested = z.infer<typeof SubscriptionTested>;

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
