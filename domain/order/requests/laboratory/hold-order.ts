import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';

export const HoldOrder = z.nullable(z.strictObject({ reason: prose(500) }));
export type HoldOrder = z.infer<typeof HoldOrder>;
