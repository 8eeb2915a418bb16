import * as z from 'zod';
import { prose } from '#domain/kernel/text.ts';

export const CancelOrder = z.strictObject({ reason: prose(500).optional() });
export type CancelOrder = z.infer<typeof CancelOrder>;
