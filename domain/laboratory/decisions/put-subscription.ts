import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { accept, type Decision, fault, refuseFaults } from '#domain/kernel/decision.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';
import { mostSubscriptions, type PutSubscription, type Secret, Subscription } from '#domain/laboratory/subscription.ts';

/** How long a secret that was rotated away still signs: a day to put the new one in place. */
const rotationHours = 24;
/** A rotation whose answer was lost is asked for again, and must not end the secret that is in use; nor must all. */
const mostSecrets = 5;

/** `newSecret` takes effect where a secret is made: with a subscription, and when it is rotated. */
type Act = { caller: Caller; at: Instant; newSecret: string };

/**
 * Adds a subscription, or replaces what it says. It gets a secret when it is made, and another when asked: the old one
 * signs beside it for 24 hours. Turned on again, it forgets why it was disabled.
 */
export function putSubscription(
  identity: { laboratoryId: Id; subscriptionId: Id },
  all: readonly Subscription[],
  { rotateSecret, ...sent }: PutSubscription,
  act: Act,
): Decision<Subscription> {
  const known = all.find(({ subscriptionId }) => subscriptionId === identity.subscriptionId);
  if (!known && all.length >= mostSubscriptions) return refuseFaults([tooMany]);
  const secrets = !known || rotateSecret ? rotated(known?.secrets ?? [], act) : known.secrets;
  if (secrets.length > mostSecrets) return refuseFaults([tooManySecrets]);
  const createdAt = known ? known.createdAt : act.at;
  const ours = { secrets, createdAt, ...(known?.disabled && { disabled: known.disabled }) };
  const replaceable = { entry: Subscription, serverMembers: { ...identity, ...ours } };
  const decision = putEntry(replaceable, known ?? null, sent, act);
  if (decision.kind === 'refused') return decision;
  if (decision.accepted === known) return accept(known);
  const { disabled, ...subscription } = decision.accepted;
  return accept(subscription.active || !disabled ? subscription : { ...subscription, disabled });
}

function rotated(secrets: readonly Secret[], { at, newSecret }: Act): Secret[] {
  const ending = new Date(Date.parse(at) + rotationHours * 3_600_000).toISOString();
  const valid = secrets.filter(({ until = ending }) => at < until);
  return [{ secret: newSecret }, ...valid.map((secret) => ({ ...secret, until: secret.until ?? ending }))];
}

const tooManySecrets = fault('/rotateSecret', 'too_many_secrets', { most: mostSecrets });
const tooMany = fault('', 'too_many_subscriptions', { most: mostSubscriptions });
