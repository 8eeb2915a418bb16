import * as z from 'zod';

/** The type of the event that an order has been published. Subscriptions name it, and need not load what the event says. */
export const PublishedType = z.literal('order.published.v1');
