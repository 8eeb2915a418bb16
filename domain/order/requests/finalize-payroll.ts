import * as z from 'zod/mini';

export const FinalizePayroll = z.strictObject({ finalized: z.boolean() });
export type FinalizePayroll = z.infer<typeof FinalizePayroll>;
