import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';

export const WithdrawOrder = z.strictObject({ reason: z.optional(prose(500)) });
export type WithdrawOrder = z.infer<typeof WithdrawOrder>;
