import * as z from 'zod/mini';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { Listener } from '#domain/listening/listener.ts';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { type Aside, nextOf } from '#domain/listening/run.ts';
import type { Disabled, Subscription } from '#domain/listening/subscription.ts';

/**
 * The next attempt to send one event to one subscription, as a queue message. It has no contents: the event is read
 * from the feed.
 */
export const Delivery = stored({
  listener: Listener,
  subscriptionId: Id,
  /** Since when its subscription is on: made or turned on later, it does not get it. */
  activeSince: z.optional(Instant),
  ...nextOf,
});
export type Delivery = z.infer<typeof Delivery>;

/** How far the delivery of one event to one subscription has come. */
export const Progress = stored({ feedSequence: z.int(), attempts: z.int(), delivered: z.boolean() });
export type Progress = z.infer<typeof Progress>;

/** One attempt, as the delivery log shows it. `status` is null when there was no reply, and `error` says why. */
export const Attempt = stored({
  eventId: EventId,
  attempt: z.int(),
  at: Instant,
  status: z.nullable(z.int()),
  ms: z.int(),
  error: z.optional(z.string()),
  replay: z.boolean(),
});
export type Attempt = z.infer<typeof Attempt>;

/** An endpoint's reply, `ms` after the request; `retryAfter` is when it asks for the next attempt. */
export type Answer = Pick<Attempt, 'at' | 'status' | 'ms' | 'error'> & { retryAfter?: Instant | undefined };

/** The delivery of an event to a subscription, by its next attempt. */
export const deliveryTo = ({ listener, subscriptionId, activeSince }: Subscription, next: Aside): Delivery => ({
  listener,
  subscriptionId,
  activeSince,
  ...next,
});

/** The first attempt to send an event to a subscription. */
export const firstAttempt = (subscription: Subscription, { id, data }: OrderEvent, at: Instant): Delivery =>
  deliveryTo(subscription, {
    eventId: id,
    feedSequence: data.feedSequence,
    attempt: 1,
    notBefore: at,
    replay: false,
  });

/** The attempt that follows a failed one. */
export const nextAttempt = (delivery: Delivery, notBefore: Instant): Delivery => ({
  ...delivery,
  attempt: delivery.attempt + 1,
  notBefore,
});

/** The SQS message group: one for each endpoint, so that a slow endpoint delays only itself. */
export function groupOf({ listener, subscriptionId }: Pick<Delivery, 'listener' | 'subscriptionId'>): string {
  return `${listener}.${subscriptionId}`;
}

/**
 * Whether a delivery was begun since the subscription is on, and not before it was turned off, or for a
 * deleted one of the same id.
 */
export const isFor = (delivery: Delivery, subscription: Subscription): boolean =>
  delivery.activeSince === subscription.activeSince;

/** Whether a duplicate message has made this attempt already, or the event has been delivered. */
export function isOver({ attempt }: Delivery, progress: Progress | undefined): boolean {
  return progress !== undefined && (progress.delivered || progress.attempts >= attempt);
}

/** An attempt as the delivery log keeps it. */
export function attemptOf(
  { eventId, attempt, replay }: Pick<Attempt, 'eventId' | 'attempt' | 'replay'>,
  answer: Answer,
): Attempt {
  const { at, status, ms, error } = answer;
  return { eventId, attempt, at, status, ms, ...(error !== undefined && { error }), replay };
}

/** An attempt as its listener sees it. */
export function toAttemptReply({ eventId, attempt, at, status, ms, error, replay }: Attempt) {
  return { eventId, attempt, at, status, ms, error, replay };
}

/** What follows an attempt: nothing after a success, otherwise another attempt or disabling the subscription. */
export type Outcome =
  | { kind: 'delivered' }
  | { kind: 'retry'; notBefore: Instant }
  | { kind: 'disabled'; why: Disabled };

/**
 * Judges a reply: 2xx is success, 410 disables the subscription, anything else is retried after `wait` milliseconds, or
 * disables it where there is no wait left. `jitter` (0 to 1) adds up to a tenth. An endpoint may ask for a longer wait
 * (Retry-After), up to a day.
 */
export function outcomeOf(
  { eventId, attempt }: Pick<Delivery, 'eventId' | 'attempt'>,
  answer: Answer,
  wait: number | undefined,
  jitter: number,
): Outcome {
  const { status } = answer;
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' };
  const at = answeredAt(answer);
  if (status === 410) return { kind: 'disabled', why: { at, eventId, code: 'gone' } };
  const facts = { attempts: attempt, last: answer.error ?? status };
  if (wait === undefined) return { kind: 'disabled', why: { at, eventId, code: 'gave_up', facts } };
  const answered = Date.parse(at);
  const due = answered + wait * (1 + jitter / 10);
  const asked = Math.min(Date.parse(answer.retryAfter ?? at), answered + longestAsked);
  return { kind: 'retry', notBefore: new Date(Math.max(due, asked)).toISOString() };
}

/** Whether a reply may be about its event alone: the endpoint is there, and does not take it. 410 is about all. */
export const refuses = ({ status }: Answer): boolean =>
  status !== null && status >= 400 && status < 500 && ![408, 410, 429].includes(status);

/** When a reply came. */
export const answeredAt = ({ at, ms }: Answer): Instant => new Date(Date.parse(at) + ms).toISOString();

const longestAsked = 24 * 3_600_000;
