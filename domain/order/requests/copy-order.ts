import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';

export const CopyOrder = z.strictObject({
  changes: z.optional(OrderPatch),
  remake: z.optional(z.strictObject({ reason: prose(500) })),
});
export type CopyOrder = z.infer<typeof CopyOrder>;
