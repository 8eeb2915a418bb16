import * as z from 'zod/mini';

export const ReceiveOrder = z.strictObject({});
export type ReceiveOrder = z.infer<typeof ReceiveOrder>;
