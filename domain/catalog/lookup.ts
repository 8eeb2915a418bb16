import type { Catalog, Entries } from '#domain/catalog/catalog.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

/** Ids of the catalogue entries to read, by kind. */
export type Wanted = { [Kind in keyof Entries]: Set<Id> };

/** Entries that have been read, by kind and id; null means that the catalogue has no such entry. */
export type Known = { [Kind in keyof Entries]: ReadonlyMap<Id, Entries[Kind] | null> };

/** Ids of entries, by kind. */
export type Ids = { [Kind in keyof Entries]?: Iterable<Id> };

/** Sets of ids for every kind; kinds that are not named are empty. */
export function wanted(ids: Ids = {}): Wanted {
  return {
    customers: new Set(ids.customers),
    employees: new Set(ids.employees),
    services: new Set(ids.services),
    laboratories: new Set(ids.laboratories),
    profiles: new Set(ids.profiles),
  };
}

/** Whether there is nothing to read. */
export const isNothing = (one: Wanted): boolean => Object.values(one).every(({ size }) => size === 0);

/** The entries of both; the second wins. */
export function together(one: Known, other: Known): Known {
  return {
    customers: new Map([...one.customers, ...other.customers]),
    employees: new Map([...one.employees, ...other.employees]),
    services: new Map([...one.services, ...other.services]),
    laboratories: new Map([...one.laboratories, ...other.laboratories]),
    profiles: new Map([...one.profiles, ...other.profiles]),
  };
}

/**
 * The catalogue over the entries read so far, and the ids that were looked up but not read yet (`missed`), which appear
 * as missing entries. While `missed` is not empty the decision is provisional: read those entries and decide again.
 */
export function lookup(known: Known): { catalog: Catalog; missed: Wanted } {
  const missed = wanted();
  return {
    catalog: {
      customers: trackingMisses(known.customers, missed.customers),
      employees: trackingMisses(known.employees, missed.employees),
      services: trackingMisses(known.services, missed.services),
      laboratories: trackingMisses(known.laboratories, missed.laboratories),
      profiles: trackingMisses(known.profiles, missed.profiles),
    },
    missed,
  };
}

function trackingMisses<Entry>(known: ReadonlyMap<Id, Entry | null>, missed: Set<Id>) {
  return {
    get(id: Id): Entry | undefined {
      const entry = known.get(id);
      if (entry === undefined) missed.add(id);
      return entry ?? undefined;
    },
  };
}
