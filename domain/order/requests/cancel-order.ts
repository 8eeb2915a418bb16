import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';

export const CancelOrder = z.strictObject({ reason: z.optional(prose(500)) });
export type CancelOrder = z.infer<typeof CancelOrder>;
