import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { accept, type Decision, fault, refuseFaults } from '#domain/kernel/decision.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';
import { shownBefore } from '#domain/kernel/read-only.ts';
import type { Listener } from '#domain/listening/listener.ts';
import {
  mostSubscriptions,
  type PutSubscription,
  RunReply,
  type Secret,
  Subscription,
  turnedOff,
} from '#domain/listening/subscription.ts';

/** How long a rotated secret keeps signing, in hours, so that the new one can be put in place. */
const rotationHours = 24;
/**
 * How many secrets may sign at once. A client whose reply was lost rotates again, so a rotation must not remove the
 * secret that is in use; too many rotations are refused instead.
 */
const mostSecrets = 5;

/** `newSecret` is used only when a subscription is added or its secret is rotated. */
type Act = { caller: Caller; at: Instant; newSecret: string };

/**
 * Adds or replaces a subscription. Adding makes a secret; rotating makes another one, and the old one keeps signing for
 * 24 hours. Turning a subscription on again clears why it was disabled; turning it off ends what waits and its run.
 */
export function putSubscription(
  identity: { listener: Listener; subscriptionId: Id },
  all: readonly Subscription[],
  { rotateSecret, ...sent }: PutSubscription,
  act: Act,
): Decision<Subscription> {
  const known = all.find(({ subscriptionId }) => subscriptionId === identity.subscriptionId);
  if (!known && all.length >= mostSubscriptions) return refuseFaults([tooMany]);
  const secrets = !known || rotateSecret ? rotated(known?.secrets ?? [], act) : known.secrets;
  if (secrets.length > mostSecrets) {
    const [ends = act.at] = secrets.flatMap(({ until }) => until ?? []).toSorted();
    return refuseFaults([fault('/rotateSecret', 'too_many_secrets', { most: mostSecrets, ends })]);
  }
  const createdAt = known ? known.createdAt : act.at;
  const activeSince = sent.active ? (known?.activeSince ?? act.at) : undefined;
  const { disabled: why, waiting, run } = known ?? {};
  const serverMembers = { ...identity, secrets, createdAt, activeSince, disabled: why, waiting, run };
  const shown = { disabled: shownDisabled(known, sent), ...(known && shownBefore(RunReply, sent)) };
  const decision = putEntry({ entry: Subscription, serverMembers }, known ?? null, sent, act, shown);
  if (decision.kind === 'refused') return decision;
  if (decision.accepted === known) return accept(known);
  const { disabled: _, ...enabled } = decision.accepted;
  return accept(enabled.active ? enabled : turnedOff(decision.accepted));
}

/** `disabled` as a body has it, if a reply showed it so. Its reason may be in any language. */
function shownDisabled(known: Subscription | undefined, sent: object): unknown {
  const disabled = Reflect.get(sent, 'disabled');
  const { at, eventId } = Object(disabled);
  return known?.disabled && known.disabled.at === at && known.disabled.eventId === eventId ? disabled : undefined;
}

function rotated(secrets: readonly Secret[], { at, newSecret }: Act): Secret[] {
  const ending = new Date(Date.parse(at) + rotationHours * 3_600_000).toISOString();
  const valid = secrets.filter(({ until = ending }) => at < until);
  return [{ secret: newSecret }, ...valid.map((secret) => ({ ...secret, until: secret.until ?? ending }))];
}

const tooMany = fault('', 'too_many_subscriptions', { most: mostSubscriptions });
