import * as z from 'zod/mini';
import { prose } from '#domain/kernel/text.ts';

export const ReopenOrder = z.strictObject({ reason: prose(500) });
export type ReopenOrder = z.infer<typeof ReopenOrder>;
