import * as z from 'zod';
import { Actor } from '#domain/kernel/caller.ts';
import { DocumentId, Instant } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { bytesOf } from '#domain/kernel/text.ts';
import { changedFields, fieldValue } from '#domain/order/changes.ts';
import type { Change, Order } from '#domain/order/order.ts';

const valueBytes = 1024;
const historyBytes = 64 * 1024;

const FieldChange = stored({
  field: z.string(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
  changed: z.literal(true).optional(),
});
type FieldChange = z.infer<typeof FieldChange>;

/** What one version changed, as history keeps it. A value over 1 KB, or past 64 KB in all, is only said to have changed. */
export const HistoryEntry = stored({
  version: z.int(),
  action: z.string(),
  by: Actor,
  at: Instant,
  changes: z.array(FieldChange),
  feedSequence: z.int().optional(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** What was done with an order and did not change it: a print, or a laboratory's look at it. */
export const ReadEntry = stored({ action: z.string(), by: Actor, at: Instant, documentId: DocumentId.optional() });
export type ReadEntry = z.infer<typeof ReadEntry>;

/** The history entry of the change that led from one state of an order to the next. */
export function historyEntry(before: Order | null, after: Order): HistoryEntry {
  const { version, action, by, at, fields } = lastChange(after);
  let left = historyBytes;
  const changes = changedFields(before, after).map((field): FieldChange => {
    const change = { field, from: (before && fieldValue(before, field)) ?? null, to: fieldValue(after, field) };
    const size = bytesOf(change);
    if (bytesOf(change.from) > valueBytes || bytesOf(change.to) > valueBytes || size > left)
      return withoutValues(field);
    left -= size;
    return change;
  });
  // What a newer release tracks, this one can only name.
  const others = fields.filter((field) => changes.every((change) => change.field !== field));
  return { version, action, by, at, changes: [...changes, ...others.map(withoutValues)] };
}

const withoutValues = (field: string): FieldChange => ({ field, changed: true });

/** The history entry of a change whose states are gone: which fields, but not from what to what. */
export function bareHistoryEntry({ version, action, by, at, fields }: Change): HistoryEntry {
  return { version, action, by, at, changes: fields.map(withoutValues) };
}

/** The change that made this version of the order. */
function lastChange(order: Order): Change {
  const change = order.recent.at(-1);
  if (change?.version !== order.version) throw new Error(`Order ${order.number} does not say what changed it.`);
  return change;
}
