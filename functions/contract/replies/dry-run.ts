import * as z from 'zod/mini';
import { Message } from '#domain/kernel/messages/message.ts';
import { OrderReply, WarningReply } from '#domain/order/projection.ts';

/** The reply to a dry run; nothing was written. */
export const DryRunReply = z.strictObject({
  effects: z.array(
    z.strictObject({
      field: z.string(),
      message: Message,
      from: z.optional(z.unknown()),
      to: z.optional(z.unknown()),
    }),
  ),
  warnings: z.array(WarningReply),
  order: OrderReply,
});
