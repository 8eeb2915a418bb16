import * as z from 'zod/mini';
import { Actor, audienceOf, type Caller, Side } from '#domain/kernel/caller.ts';
import { Id, Instant, OrderNumber, Traceparent } from '#domain/kernel/identifiers.ts';
import { knownMembers, stored } from '#domain/kernel/stored.ts';
import type { Repeatable } from '#domain/order/changes.ts';
import { RetryKey } from '#domain/order/order.ts';

/** What clinic and laboratory write to each other about an order. It is never changed or removed. */
export const Message = stored({
  tenantId: Id,
  number: OrderNumber,
  /** 1 is the first about its order, whichever laboratory it is from or to. */
  sequence: z.int(),
  /** The laboratory that wrote it, or to which the clinic wrote: a thread is of one order and one laboratory. */
  laboratoryId: Id,
  side: Side,
  by: Actor,
  at: Instant,
  text: z.string(),
  /** The order as the other side read it then, for the event. */
  version: z.int(),
  revision: z.int(),
  requestId: z.string(),
  retryKey: z.optional(RetryKey),
  traceparent: z.optional(Traceparent),
});
export type Message = z.infer<typeof Message>;

/** Whether a message is in the caller's thread. A clinic reads the threads with all laboratories. */
export const inThreadOf = (caller: Caller, { laboratoryId }: Pick<Message, 'laboratoryId'>): boolean =>
  caller.role !== 'laboratory' || caller.laboratoryId === laboratoryId;

/** How a request relates to earlier messages: `new`; `done`, with the message that it made; or `keyReused`. */
export type Repetition = { kind: 'new' } | { kind: 'done'; message: Message } | { kind: 'keyReused' };

/**
 * Whether a request has made one of these messages already: it was repeated, or its reply was lost. The other side's
 * retry keys do not count.
 */
export function repetitionOf(
  { requestId, retryKey, caller }: Repeatable & { caller: Caller },
  messages: readonly Message[],
): Repetition {
  const own = messages.filter((message) => message.side === audienceOf(caller) && inThreadOf(caller, message));
  const message = own.find(
    (made) => made.requestId === requestId || (retryKey !== null && made.retryKey?.hash === retryKey.hash),
  );
  if (!message) return { kind: 'new' };
  const isSame = message.requestId === requestId || message.retryKey?.fingerprint === retryKey?.fingerprint;
  return isSame ? { kind: 'done', message } : { kind: 'keyReused' };
}

/** A message as a reply shows it. Members that are not listed here are never shown. */
export const MessageReply = z.strictObject({
  messageId: z.string(),
  laboratoryId: Id,
  side: Side,
  by: z.strictObject(Actor.shape),
  at: Instant,
  text: z.string(),
});

/** The id of a message among those of its order. */
export const messageIdOf = ({ sequence }: Pick<Message, 'sequence'>): string => `m${sequence}`;

/** A message as both sides read it: whoever writes one signs it with their name. */
export const toMessageReply = (message: Message): z.output<typeof MessageReply> =>
  knownMembers(MessageReply, { messageId: messageIdOf(message), ...message });
