import * as z from 'zod/mini';
import { text } from '#domain/kernel/text.ts';
import { Purpose } from '#domain/order/order.ts';

export const ShipOrder = z.strictObject({
  carrier: z.optional(z.nullable(text(60))),
  trackingNumber: z.optional(z.nullable(text(60))),
  purpose: z.optional(Purpose),
});
export type ShipOrder = z.infer<typeof ShipOrder>;
