import * as z from 'zod/mini';

/** The id of an event, also of one that a later release has made. */
export const EventId = z.string().check(z.minLength(1), z.maxLength(100));
export type EventId = z.infer<typeof EventId>;

/**
 * Makes the id of an event from the parts that identify it. A dot would not do: dots separate the id from what else a
 * webhook's signature signs (Standard Webhooks 1.0.0).
 */
export const eventIdOf = (...parts: readonly (string | number)[]): EventId => parts.join('_');

/** The id of a test event. */
export const testEventId = (requestId: string): EventId => eventIdOf('test', requestId);

/**
 * Whether an event is a test: it is in no feed, and cannot be sent again. The events of an organisation that is called
 * `test` go on with the number of an order.
 */
export const isTestEvent = (id: EventId): boolean => /^test_(?![0-9A-F]{10}_)/.test(id);
