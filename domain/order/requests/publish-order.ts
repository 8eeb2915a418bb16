import * as z from 'zod';
import { OrderPatch } from '#domain/order/requests/edit-order.ts';

export const PublishOrder = z.strictObject({ changes: OrderPatch.optional() });
export type PublishOrder = z.infer<typeof PublishOrder>;
