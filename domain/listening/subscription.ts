import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { Id, Instant } from '#domain/kernel/identifiers.ts';
import type { Messages } from '#domain/kernel/messages/en.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { knownMembers, stored } from '#domain/kernel/stored.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { EventType } from '#domain/listening/event-types.ts';
import { Listener } from '#domain/listening/listener.ts';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { Run } from '#domain/listening/run.ts';

/** How many subscriptions a listener may have. */
export const mostSubscriptions = 20;

/** A filter by type, of those that a listener is told. */
export const typesOf = <Type extends z.ZodMiniType>(type: Type) =>
  z.optional(z.array(type).check(z.minLength(1), z.maxLength(10)));

/**
 * What a listener sets of a subscription: the address, and filters by event type and, for a laboratory, by tenant.
 * Without a filter all events are sent.
 */
const SubscriptionBody = z.strictObject({
  url: z.string().check(z.maxLength(2000)),
  active: z._default(z.boolean(), true),
  types: typesOf(EventType),
  tenants: z.optional(z.array(Id).check(z.minLength(1), z.maxLength(500))),
});

/** The body of a PUT; `rotateSecret` adds a new secret beside the current one. */
export const PutSubscription = z.extend(SubscriptionBody, {
  rotateSecret: z._default(z.boolean(), false),
  secret: z.optional(z.never(rule('secret_not_sent'))),
});
export type PutSubscription = z.infer<typeof PutSubscription>;

/** A signing secret (Standard Webhooks 1.0.0: `whsec_` and base64). After a rotation it signs until `until`. */
export const Secret = stored({ secret: z.string(), until: z.optional(Instant) });
export type Secret = z.infer<typeof Secret>;

const disabledAt = { at: Instant, eventId: EventId };

/** Why we disabled a subscription: its endpoint wants no more events, or all attempts at one have failed. */
export const Disabled = z.discriminatedUnion('code', [
  stored({ ...disabledAt, code: z.literal('gone') }),
  stored({
    ...disabledAt,
    code: z.literal('gave_up'),
    facts: stored({ attempts: z.int(), last: z.nullable(z.union([z.string(), z.int()])) }),
  }),
]);
export type Disabled = z.infer<typeof Disabled>;

export const Subscription = stored({
  listener: Listener,
  subscriptionId: Id,
  ...SubscriptionBody.shape,
  secrets: z.array(Secret).check(z.minLength(1)),
  disabled: z.optional(Disabled),
  /** The feed numbers of events whose first attempt has failed, and that wait for their next. */
  waiting: z.optional(z.set(z.int())),
  run: z.optional(Run),
  /** When it was made or turned on; absent while it is off. What was begun before does not reach it. */
  activeSince: z.optional(Instant),
  /** Tells it from earlier and later ones with the same id; absent in the oldest. */
  createdAt: z.optional(Instant),
  version: z.int().check(z.minimum(1)),
  updatedAt: Instant,
  updatedBy: Actor,
});
export type Subscription = z.infer<typeof Subscription>;

/**
 * A subscription as its listener sees it, in its language. The secret `made` by this request is shown once; others
 * are never shown.
 */
export function toSubscriptionReply(subscription: Subscription, { endings }: Pick<Messages, 'endings'>, made?: string) {
  const { subscriptionId, url, active, types, tenants, disabled, run, version, updatedAt, updatedBy } = knownMembers(
    Subscription,
    subscription,
  );
  const secret = subscription.secrets.find((known) => known.secret === made)?.secret;
  const shown = { subscriptionId, url, active, types, tenants, secret, version, updatedAt, updatedBy };
  return { ...shown, disabled: disabled && disabledReply(disabled, endings), ...(run && runReply(run)) };
}

const progress = { startedAt: Instant, after: z.int(), failedAttempts: z.int(), nextAttempt: z.optional(Instant) };

/** The members that show a run, of which a subscription has one: `catchingUp`, or `replaying` where it was asked for. */
export const RunReply = z.object({
  catchingUp: z.strictObject(progress),
  replaying: z.strictObject({ ...progress, to: z.int() }),
});

function runReply({ startedAt, after, to, failing }: Run): Partial<z.infer<typeof RunReply>> {
  const shown = { startedAt, after, failedAttempts: failing?.attempts ?? 0, nextAttempt: failing?.notBefore };
  return to === null ? { catchingUp: shown } : { replaying: { ...shown, to } };
}

function disabledReply(disabled: Disabled, endings: Messages['endings']) {
  const { at, eventId } = disabled;
  const reason = disabled.code === 'gone' ? endings.gone() : endings.gave_up(disabled.facts);
  return { at, eventId, reason };
}

/** What changes with every failed delivery, and without a new version. It ends when the subscription is turned off. */
export const changing = ['waiting', 'run'] as const satisfies readonly (keyof Subscription)[];

/** The subscription, turned off: nothing waits for it any more, and no run goes on. */
export function turnedOff({
  waiting: _waiting,
  run: _run,
  activeSince: _activeSince,
  ...subscription
}: Subscription): Subscription {
  return { ...subscription, active: false };
}

/** The subscription, disabled by us. */
export function disabledSubscription(subscription: Subscription, disabled: Disabled): Subscription {
  return { ...turnedOff(subscription), disabled, version: subscription.version + 1 };
}

/** Whether an event is sent to a subscription: it is active, and its filters match. */
export function subscribesTo(
  { active, types, tenants }: Subscription,
  { type, data: { tenantId } }: OrderEvent,
): boolean {
  return active && (types?.some((one) => one === type) ?? true) && (tenants?.includes(tenantId) ?? true);
}

/** The secrets that sign at an instant, newest first. */
export function signingSecrets({ secrets }: Subscription, at: Instant): string[] {
  return secrets.filter(({ until }) => until === undefined || at < until).map(({ secret }) => secret);
}
