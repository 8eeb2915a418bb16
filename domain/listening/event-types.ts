import * as z from 'zod/mini';

// The types of events, by whom they tell. Separate from the events, so that subscriptions need not load their schemas.
export const LaboratoryEventType = z.enum([
  'order.published.v1',
  'order.withdrawn.v1',
  'order.cancelled.v1',
  'order.closed.v1',
  'order.rescheduled.v1',
  'order.received.v1',
  'order.reopened.v1',
  'order.message-added.v1',
]);
export const TenantEventType = z.enum([
  'order.accepted.v1',
  'order.returned.v1',
  'order.held.v1',
  'order.resumed.v1',
  'order.produced.v1',
  'order.shipped.v1',
  'order.reopened.v1',
  'order.message-added.v1',
]);

export const EventType = z.union([LaboratoryEventType, TenantEventType]);
export type EventType = z.infer<typeof EventType>;
