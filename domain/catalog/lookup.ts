import type { Catalog, Entries } from '#domain/catalog/catalog.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

/** Which entries of the catalogue are meant, by kind and id. */
export type Wanted = { [Kind in keyof Entries]: Set<Id> };

/** The entries that have been read, by kind and id; null is one that is not in the catalogue. */
export type Known = { [Kind in keyof Entries]: ReadonlyMap<Id, Entries[Kind] | null> };

/** Ids of entries by kind. */
export type Ids = { [Kind in keyof Entries]?: Iterable<Id> };

/** These entries, and no others. */
export function wanted(ids: Ids = {}): Wanted {
  return {
    customers: new Set(ids.customers),
    employees: new Set(ids.employees),
    services: new Set(ids.services),
    laboratories: new Set(ids.laboratories),
    profiles: new Set(ids.profiles),
  };
}

/** Whether nothing is wanted. */
export const isNothing = (one: Wanted): boolean => Object.values(one).every(({ size }) => size === 0);

/** The entries of both. */
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
 * The catalogue as far as it has been read, and what was asked of it beyond that, which is as if it were not there. While
 * something is missed, whatever was decided is not yet true: it is to be read, and the decision asked again.
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
