import * as z from 'zod';
import { Actor } from '#domain/kernel/caller.ts';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import { Message } from '#domain/kernel/messages/message.ts';
import { EventId } from '#domain/laboratory/event-id.ts';

/** A subscription of a laboratory. */
export const Subscription = z.strictObject({
  subscriptionId: Id,
  url: z.string(),
  active: z.boolean(),
  types: z.array(z.string()).optional(),
  tenants: z.array(Id).optional(),
  secret: z.string().optional(),
  disabled: z.strictObject({ at: Instant, eventId: EventId, reason: Message }).optional(),
  version: z.int(),
  updatedAt: Instant,
  updatedBy: Actor,
});
