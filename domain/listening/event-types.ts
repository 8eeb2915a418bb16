import * as z from 'zod/mini';

/**
 * The type of the event that an order was published. Separate from the event, so that subscriptions need not load its
 * schema.
 */
export const PublishedType = z.literal('order.published.v1');
