import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';
import { prose } from '#domain/kernel/text.ts';

/** What the laboratory waits for; null goes on. */
export const HoldOrder = z.union([z.strictObject({ reason: prose(500) }), z.null()], rule('invalid_hold'));
export type HoldOrder = z.infer<typeof HoldOrder>;
