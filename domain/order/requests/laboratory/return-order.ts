import * as z from 'zod/mini';
import { rule } from '#domain/kernel/messages/messages.ts';
import { prose } from '#domain/kernel/text.ts';

/** Why an order is returned. A pointer (RFC 6901) leads to the field of the order that a reason is about. */
const Reason = z.strictObject({ pointer: z.optional(z.string().check(z.maxLength(200))), message: prose(500) });

export const ReturnOrder = z.strictObject({
  reasons: z
    .array(Reason)
    .check(z.minLength(1, rule('too_small', { of: 'list', least: 1, thing: 'reason' })), z.maxLength(20)),
});
export type ReturnOrder = z.infer<typeof ReturnOrder>;
