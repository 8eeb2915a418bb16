import * as z from 'zod/mini';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';

export const CopyOrder = z.strictObject({ changes: z.optional(OrderPatch) });
export type CopyOrder = z.infer<typeof CopyOrder>;
