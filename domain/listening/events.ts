import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id, type Instant, OrderNumber, type Traceparent } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth } from '#domain/kernel/teeth.ts';
import { testEventId } from '#domain/listening/event-id.ts';
import type { EventType } from '#domain/listening/event-types.ts';
import { type Listener, laboratoryOf, tenantOf } from '#domain/listening/listener.ts';
import { aboutOrder, envelope, enveloped, OrderEvent, orderData } from '#domain/listening/order-event.ts';
import { LaboratoryWork } from '#domain/order/order.ts';

const EventLine = stored({
  service: z.string(),
  teeth: z.array(Tooth),
  arch: z.optional(Arch),
  pontics: z.optional(z.array(Tooth)),
  quantity: z.int(),
  shade: z.optional(stored({ system: z.string(), value: z.string() })),
});

/** An event about an order, with what its type says beside what all say. */
const about = <const Type extends EventType, Says extends z.core.$ZodLooseShape>(type: Type, says: Says) =>
  stored({ ...aboutOrder, type: z.literal(type), data: stored({ ...orderData, ...says }) });

/**
 * The event that an order was published to a laboratory. `changed` are the members that are prescribed differently from the
 * publication before; `remake` is there if the order replaces work that has failed. One that was made when its publication
 * was over does not say what is ordered.
 */
export const OrderPublished = about('order.published.v1', {
  dueDate: z.optional(CalendarDate),
  changed: z.optional(z.nullable(z.array(z.string()))),
  remake: z.optional(stored({ source: z.nullable(OrderNumber) })),
  lines: z.optional(z.array(EventLine)),
});
export type OrderPublished = z.infer<typeof OrderPublished>;

const { promisedDate, laboratoryReference, purpose, carrier, trackingNumber } = LaboratoryWork.shape;
const corrected = z.optional(z.boolean());

/** Every event about an order, by the name of its schema. What a type says may be missing when it is told late. */
export const orderEvents = {
  OrderPublished,
  OrderWithdrawn: about('order.withdrawn.v1', {}),
  OrderCancelled: about('order.cancelled.v1', {}),
  OrderClosed: about('order.closed.v1', {}),
  OrderRescheduled: about('order.rescheduled.v1', { dueDate: z.optional(CalendarDate) }),
  OrderReceived: about('order.received.v1', {}),
  OrderReopened: about('order.reopened.v1', {}),
  OrderAccepted: about('order.accepted.v1', { corrected, promisedDate, laboratoryReference }),
  OrderReturned: about('order.returned.v1', { reasons: z.optional(z.int()) }),
  OrderHeld: about('order.held.v1', {}),
  OrderResumed: about('order.resumed.v1', {}),
  OrderProduced: about('order.produced.v1', {}),
  OrderShipped: about('order.shipped.v1', { corrected, purpose, carrier, trackingNumber }),
  OrderMessageAdded: about('order.message-added.v1', { messageId: z.string() }),
};

/**
 * An event about an order as it is stored: its members in the sequence of its schema, so that each time it is sent it is
 * the same text. One of a type that a later release has made is taken as it is.
 */
export const StoredEvent = z.union([...Object.values(orderEvents), OrderEvent]);

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
