import * as z from 'zod';

/** The id of an event, also of one that a later release has made. */
export const EventId = z.string().min(1).max(100);
export type EventId = z.infer<typeof EventId>;

/**
 * Makes the id of an event from the parts that identify it. A dot would not do: dots separate the id from what else a
 * webhook's signature signs (Standard Webhooks 1.0.0).
 */
export const eventIdOf = (...parts: readonly (string | number)[]): EventId => parts.join('_');
