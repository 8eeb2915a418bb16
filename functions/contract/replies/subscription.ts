import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import { Message } from '#domain/kernel/messages/message.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { RunReply } from '#domain/listening/subscription.ts';

/** A subscription. Only a laboratory's has `tenants`. */
export const Subscription = z.strictObject({
  subscriptionId: Id,
  url: z.string(),
  active: z.boolean(),
  types: z.optional(z.array(z.string())),
  tenants: z.optional(z.array(Id)),
  secret: z.optional(z.string()),
  disabled: z.optional(z.strictObject({ at: Instant, eventId: EventId, reason: Message })),
  catchingUp: z.optional(RunReply.shape.catchingUp),
  replaying: z.optional(RunReply.shape.replaying),
  version: z.int(),
  updatedAt: Instant,
  updatedBy: Actor,
});
