import * as z from 'zod';

export const FinalizePayroll = z.strictObject({ finalized: z.boolean() });
export type FinalizePayroll = z.infer<typeof FinalizePayroll>;
