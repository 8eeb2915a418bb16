import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { DocumentId, Instant } from '#domain/kernel/identifiers.ts';
import { isObject, same } from '#domain/kernel/same.ts';
import { stored } from '#domain/kernel/stored.ts';
import { bytesOf } from '#domain/kernel/text.ts';
import { changedFields, fieldValue, keptBytes } from '#domain/order/changes.ts';
import type { Change, Order } from '#domain/order/order.ts';

const FieldChange = stored({
  field: z.string(),
  from: z.optional(z.unknown()),
  to: z.optional(z.unknown()),
  changed: z.optional(z.literal(true)),
  partial: z.optional(z.literal(true)),
});
type FieldChange = z.infer<typeof FieldChange>;

/**
 * What one version changed, as the history stores it. Of a value over 1 KB only those elements of its lists are kept that
 * differ (`partial`); one that is longer still is left out and only marked as changed. The reasons that were given are kept
 * whole. With that an entry stays below 64 KB.
 */
export const HistoryEntry = stored({
  version: z.int(),
  action: z.string(),
  by: Actor,
  at: Instant,
  reasons: z.optional(z.array(z.string())),
  changes: z.array(FieldChange),
  feedSequence: z.optional(z.int()),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A history entry for a print, or for a laboratory that read the order. It changes nothing. */
export const ReadEntry = stored({ action: z.string(), by: Actor, at: Instant, documentId: z.optional(DocumentId) });
export type ReadEntry = z.infer<typeof ReadEntry>;

/** The history entry of a change, from the order before and after it. */
export function historyEntry(before: Order | null, after: Order): HistoryEntry {
  const { version, action, by, at, fields } = lastChange(after);
  const changes = changedFields(before, after).map((field): FieldChange => {
    const whole = { from: (before && fieldValue(before, field)) ?? null, to: fieldValue(after, field) };
    if (isShort(whole)) return { field, ...whole };
    const differing = { from: withoutEqual(whole.from, whole.to), to: withoutEqual(whole.to, whole.from) };
    return isShort(differing) ? { field, ...differing, partial: true } : withoutValues(field);
  });
  // Fields that only a newer release tracks are named without values.
  const others = fields.filter((field) => changes.every((change) => change.field !== field));
  const reasons = reasonsGiven(action, after);
  return {
    version,
    action,
    by,
    at,
    ...(reasons.length > 0 && { reasons }),
    changes: [...changes, ...others.map(withoutValues)],
  };
}

const lastJourney = ({ laboratoryWork }: Order) => [laboratoryWork?.journeys.at(-1)?.reason];

/** Where an order has the reasons that were given for an action, right after it. */
const reasonsAfter = new Map<string, (order: Order) => readonly (string | null | undefined)[]>([
  ['copyOrder', ({ remake }) => [remake?.reason]],
  ['cancelOrder', ({ cancelReason }) => [cancelReason]],
  ['withdrawOrder', ({ publication }) => [publication?.ended?.reason]],
  ['changeDueDate', ({ laboratoryWork }) => [laboratoryWork?.rescheduled?.reason]],
  ['returnOrder', ({ returned }) => returned?.reasons.map(({ message }) => message) ?? []],
  ['holdOrder', ({ laboratoryWork }) => [laboratoryWork?.hold?.reason]],
  ['reopenOrder', lastJourney],
  ['reopenLabOrder', lastJourney],
]);

/** The reasons that somebody gave for an action, in their own words. */
const reasonsGiven = (action: string, after: Order): string[] =>
  (reasonsAfter.get(action)?.(after) ?? []).filter((reason) => typeof reason === 'string');

const isShort = ({ from, to }: { from: unknown; to: unknown }): boolean =>
  bytesOf(from) <= keptBytes && bytesOf(to) <= keptBytes;

/** A value whose lists, at any depth of its objects, have only those elements that the list of the other value has not. */
function withoutEqual(value: unknown, other: unknown): unknown {
  if (Array.isArray(value))
    return Array.isArray(other) ? value.filter((one) => !other.some((another) => same(one, another))) : value;
  if (!isObject(value) || !isObject(other)) return value;
  return Object.fromEntries(Object.entries(value).map(([member, part]) => [member, withoutEqual(part, other[member])]));
}

const withoutValues = (field: string): FieldChange => ({ field, changed: true });

/** The history entry of a change whose before and after are no longer known: it names the fields without values. */
export function bareHistoryEntry({ version, action, by, at, fields }: Change): HistoryEntry {
  return { version, action, by, at, changes: fields.map(withoutValues) };
}

/** The change that led to the order's current version. Throws when the order does not have it. */
export function lastChange(order: Order): Change {
  const change = order.recent.at(-1);
  if (change?.version !== order.version) throw new Error(`Order ${order.number} does not say what changed it.`);
  return change;
}
