import type { LabOrderRow } from '#desk/api/client.ts';
import type { components } from '#desk/api/schema.d.ts';
import { keyOf } from '#desk/laboratory/lists/groups.ts';
import type { Words } from '#desk/words/en.ts';

/** An event of the laboratory's feed. */
export type Event = components['schemas']['Feed']['items'][number]['event'];

/** What a clinic has done with an order, newest last in `types`; `dueDate` is the one that it was moved to. */
export type Told = {
  tenantId: string;
  number: string;
  at: string;
  types: Event['type'][];
  dueDate?: string | undefined;
};

/** What clinics have done lately: what is to be stopped, what they have said, and what new revisions have changed. */
export type News = {
  stopped: Told[];
  said: Told[];
  /** Of the orders that were sent lately, what is prescribed differently from the revision before, by their keys. */
  changed: ReadonlyMap<string, readonly string[] | null>;
};

/** What was done, in words. */
export const newsTexts = (types: readonly Event['type'][], { news }: Pick<Words['laboratory'], 'news'>): string[] => {
  const texts = new Map(Object.entries(news));
  return types.map((type) => texts.get(type) ?? type);
};

const stopping: readonly Event['type'][] = ['order.withdrawn.v1', 'order.cancelled.v1', 'order.closed.v1'];
const saying: readonly Event['type'][] = ['order.message-added.v1', 'order.rescheduled.v1', 'order.reopened.v1'];

/** Sums up events, which come in their sequence: each order once in a list, the newest first. */
export function newsOf(events: readonly Event[]): News {
  const stopped = new Map<string, Told>();
  const said = new Map<string, Told>();
  const changed = new Map<string, readonly string[] | null>();
  for (const event of events) {
    const { type, time: at, data } = event;
    const { tenantId, number } = data;
    const key = keyOf(data);
    if (type === 'order.published.v1') {
      // It is in work again, whatever stopped it before.
      stopped.delete(key);
      changed.set(key, data.changed ?? null);
    } else if (stopping.includes(type)) {
      stopped.set(key, { tenantId, number, at, types: [type] });
      said.delete(key);
    } else if (saying.includes(type)) {
      const before = said.get(key);
      const types = [...new Set([...(before?.types ?? []), type])];
      const dueDate = type === 'order.rescheduled.v1' ? data.dueDate : before?.dueDate;
      said.set(key, { tenantId, number, at, types, dueDate });
    }
  }
  const newestFirst = (all: Map<string, Told>) =>
    [...all.values()].toSorted((one, other) => other.at.localeCompare(one.at));
  return { stopped: newestFirst(stopped), said: newestFirst(said), changed };
}

/** The same, but for work that was sent back: rows say that themselves, and why. */
export const besideRow = (types: readonly Event['type'][]): Event['type'][] =>
  types.filter((type) => type !== 'order.reopened.v1');

/**
 * What clinics have said, without what was sent back and is shipped again: the laboratory hears nothing of what it does
 * itself, so the rows tell. `isWhole` says that these are all the orders in its work.
 */
export function stillSaid(said: readonly Told[], rows: readonly LabOrderRow[], isWhole: boolean): Told[] {
  const known = new Map(rows.map((row) => [keyOf(row), row.sentBack !== null]));
  return said.flatMap((one) => {
    const isBack = known.get(keyOf(one)) ?? !isWhole;
    const types = isBack ? one.types : besideRow(one.types);
    return types.length > 0 ? [{ ...one, types }] : [];
  });
}
