import * as z from 'zod/mini';

// The types of events, by whom they tell. Separate from the events, so that subscriptions need not load their schemas.
export const LaboratoryEventType = z.enum(['order.published.v1', 'order.message-added.v1']);
export const TenantEventType = z.enum(['order.message-added.v1']);

export const EventType = z.union([LaboratoryEventType, TenantEventType]);
export type EventType = z.infer<typeof EventType>;
