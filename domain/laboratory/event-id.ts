import * as z from 'zod/mini';

/** The id of an event, also of one that a later release has made. */
export const EventId = z.string().check(z.minLength(1), z.maxLength(100));
export type EventId = z.infer<typeof EventId>;

/**
 * Makes the id of an event from the parts that identify it. A dot would not do: dots separate the id from what else a
 * webhook's signature signs (Standard Webhooks 1.0.0).
 */
export const eventIdOf = (...parts: readonly (string | number)[]): EventId => parts.join('_');
