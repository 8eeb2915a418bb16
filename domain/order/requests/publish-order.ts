import * as z from 'zod/mini';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';

export const PublishOrder = z.strictObject({ changes: z.optional(OrderPatch) });
export type PublishOrder = z.infer<typeof PublishOrder>;
