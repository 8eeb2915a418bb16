import * as z from 'zod/mini';

export const ProduceOrder = z.strictObject({});
export type ProduceOrder = z.infer<typeof ProduceOrder>;
