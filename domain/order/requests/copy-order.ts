import * as z from 'zod';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';

export const CopyOrder = z.strictObject({ changes: OrderPatch.optional() });
export type CopyOrder = z.infer<typeof CopyOrder>;
