import * as z from 'zod';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import { endingMessage } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import type { OrderPublished } from '#domain/laboratory/events.ts';
import type { Disabled, Subscription } from '#domain/laboratory/subscription.ts';

/** The next attempt to tell one subscription of one event, as it waits in the queue. No contents: the feed keeps the event. */
export const Delivery = stored({
  laboratoryId: Id,
  subscriptionId: Id,
  subscribedAt: Instant.optional().describe('When its subscription was made: no other of the same id gets it'),
  eventId: z.string(),
  feedSequence: z.int(),
  round: Instant.describe('When its attempts began; a replay begins a new round, which ends the one before'),
  replay: z.boolean(),
  attempt: z.int().min(1),
  notBefore: Instant,
});
export type Delivery = z.infer<typeof Delivery>;

/** How far the newest round of attempts of one event and subscription has come. */
export const Progress = stored({ feedSequence: z.int(), round: Instant, attempts: z.int(), delivered: z.boolean() });
export type Progress = z.infer<typeof Progress>;

/** One attempt, as the delivery log shows it. `status` is null where no answer came, and `error` says why. */
export const Attempt = stored({
  eventId: z.string(),
  attempt: z.int(),
  at: Instant,
  status: z.int().nullable(),
  ms: z.int(),
  error: z.string().optional(),
  replay: z.boolean(),
});
export type Attempt = z.infer<typeof Attempt>;

/** What an endpoint answered, `ms` after it was asked; `retryAfter` is when it asks to be tried again. */
export type Answer = Pick<Attempt, 'at' | 'status' | 'ms' | 'error'> & { retryAfter?: Instant | undefined };

/** The first attempt of a round: of an event when it is announced, whose round is the event's own time, or of a replay. */
export function firstAttempt(
  { laboratoryId, subscriptionId, createdAt: subscribedAt }: Subscription,
  { id, time, data }: OrderPublished,
  at: Instant,
  replay: boolean,
): Delivery {
  const { feedSequence } = data;
  const to = { laboratoryId, subscriptionId, subscribedAt };
  return { ...to, eventId: id, feedSequence, round: replay ? at : time, replay, attempt: 1, notBefore: at };
}

/** Deliveries that take turns with others: those to one endpoint. It keeps waiting only itself. */
export function groupOf({ laboratoryId, subscriptionId }: Delivery): string {
  return `${laboratoryId}.${subscriptionId}`;
}

/** Whether a delivery is for this subscription, and not for one of the same id that stood before it. */
export function isFor({ subscribedAt }: Delivery, { createdAt }: Subscription): boolean {
  return subscribedAt === undefined || subscribedAt === createdAt;
}

/** Whether an attempt has been made already, by a duplicate of its message, or its round has been ended by a newer one. */
export function isOver({ round, attempt }: Delivery, progress: Progress | undefined): boolean {
  if (!progress || progress.round < round) return false;
  return progress.round > round || progress.delivered || progress.attempts >= attempt;
}

/** What the log keeps of an attempt. */
export function attemptOf(
  { eventId, attempt, replay }: Pick<Delivery, 'eventId' | 'attempt' | 'replay'>,
  answer: Answer,
): Attempt {
  const { at, status, ms, error } = answer;
  return { eventId, attempt, at, status, ms, ...(error !== undefined && { error }), replay };
}

/** An attempt as its laboratory sees it. */
export function toAttemptReply({ eventId, attempt, at, status, ms, error, replay }: Attempt) {
  return { eventId, attempt, at, status, ms, error, replay };
}

/** What comes after an attempt: nothing when it succeeded, else the next one, or the end of the subscription. */
export type Outcome = { kind: 'delivered' } | { kind: 'retry'; next: Delivery } | { kind: 'disabled'; why: Disabled };

/**
 * Judges an answer: 2xx is success, 410 wants no more, all else is tried again. `schedule` holds the waits between an
 * answer and the next attempt in milliseconds, `jitter` (0 to 1) spreads them by up to a tenth; an endpoint may ask for a
 * longer wait, of a day at most.
 */
export function outcomeOf(delivery: Delivery, answer: Answer, schedule: readonly number[], jitter: number): Outcome {
  const { status } = answer;
  const { attempt, eventId } = delivery;
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  const answered = Date.parse(answer.at) + answer.ms;
  const at = new Date(answered).toISOString();
  const end = (reason: string): Outcome => ({ kind: 'disabled', why: { at, eventId, reason } });
  if (status === 410) return end(endingMessage('gone'));
  const wait = schedule[attempt - 1];
  if (wait === undefined) return end(endingMessage('gave_up', { attempts: attempt, last: answer.error ?? status }));
  const due = answered + wait * (1 + jitter / 10);
  const asked = Math.min(Date.parse(answer.retryAfter ?? at), answered + longestAsked);
  const notBefore = new Date(Math.max(due, asked)).toISOString();
  return { kind: 'retry', next: { ...delivery, attempt: attempt + 1, notBefore } };
}

const longestAsked = 24 * 3_600_000;
