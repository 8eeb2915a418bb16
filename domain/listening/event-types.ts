import * as z from 'zod/mini';

/** The types of all events. Separate from the events, so that subscriptions need not load their schemas. */
export const EventType = z.enum(['order.published.v1', 'order.message-added.v1']);
export type EventType = z.infer<typeof EventType>;
