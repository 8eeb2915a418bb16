import * as z from 'zod/mini';
import type { Catalog, EntryKind, StoredEntries } from '#domain/catalog/catalog.ts';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Connected, Laboratory, LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Ids } from '#domain/catalog/lookup.ts';
import { leadDaysOf, Service } from '#domain/catalog/services.ts';
import { Settings } from '#domain/catalog/settings.ts';
import type { ClinicCaller, Role } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { shownBefore } from '#domain/kernel/read-only.ts';
import { knownMembers } from '#domain/kernel/stored.ts';

/**
 * The members of an entry that each role sees. Only managers see task templates, which hold pay; technicians see no
 * prices. How long the work takes is no pay: `computedMembers` shows it to everybody.
 */
const projections = {
  customers: (entry: Customer) => knownMembers(Customer, entry),
  employees: (entry: Employee) => knownMembers(Employee, entry),
  services: (entry: Service, role: Role) => {
    const { price, tasks, ...open } = knownMembers(Service, entry);
    return { ...open, ...(role !== 'technician' && { price }), ...(role === 'manager' && { tasks }) };
  },
  laboratories: (entry: Laboratory) => knownMembers(Laboratory, entry),
};
type Projections = {
  [Kind in EntryKind]: (entry: StoredEntries[Kind], role: Role) => ReturnType<(typeof projections)[Kind]>;
};
const projectionsByKind: Projections = projections;

/** An entry with the members that the caller's role may see; members that the schema does not name are left out. */
export const toEntryReply = <Kind extends EntryKind>(kind: Kind, entry: StoredEntries[Kind], { role }: ClinicCaller) =>
  projectionsByKind[kind](entry, role);

/** The ids that `computedMembers` reads from the catalogue. */
export const idsForComputedMembers = (kind: EntryKind, ids: readonly Id[]): Ids =>
  kind === 'laboratories' ? { profiles: ids } : {};

const nothing = () => ({});
const computed = {
  customers: nothing,
  employees: nothing,
  /** How long the work takes, for those as well who do not see its tasks. */
  services: (_id: Id, entry: Service | null) => ({ leadDays: entry ? leadDaysOf(entry) : 0 }),
  /** The laboratory that receives orders under this id, so that a mistyped id is noticed; null when there is none. */
  laboratories: (id: Id, _entry: Laboratory | null, { profiles }: Catalog) => {
    const profile = profiles.get(id);
    return { connected: profile ? { name: profile.name } : null };
  },
};
type Computed = {
  [Kind in EntryKind]: (
    id: Id,
    entry: StoredEntries[Kind] | null,
    catalog: Catalog,
  ) => ReturnType<(typeof computed)[Kind]>;
};
const computedByKind: Computed = computed;

/** The members of a reply that are computed for an entry and not stored in it; of an id that has no entry yet, too. */
export const computedMembers = <Kind extends EntryKind>(
  kind: Kind,
  id: Id,
  entry: StoredEntries[Kind] | null,
  catalog: Catalog,
) => computedByKind[kind](id, entry, catalog);

/** The computed members that another's write changes. */
const changing: Partial<Record<EntryKind, z.ZodMiniObject>> = { laboratories: z.object({ connected: Connected }) };

/** Those members of a body that are computed of what others write, as a reply may have shown them at another time. */
export const computedBefore = (kind: EntryKind, body: object): object =>
  shownBefore(changing[kind] ?? z.object({}), body);

/** The state of the computed members that another's write changes; undefined if there is none. */
export function stateOfComputed(kind: EntryKind, id: Id, { profiles }: Pick<Catalog, 'profiles'>): string | undefined {
  const profile = kind === 'laboratories' ? profiles.get(id) : undefined;
  return profile && `${profile.version}`;
}

/**
 * The settings as a caller sees them: managers see all. Other roles see what they work by, such as the calendar, and
 * neither what laboratories see nor who wrote it.
 */
export function toSettingsReply(settings: Settings, { role }: ClinicCaller) {
  const all = knownMembers(Settings, settings);
  const { laboratoriesSeePrices, version, updatedAt, updatedBy, ...open } = all;
  return role === 'manager' ? all : open;
}

/** A laboratory's profile, as the laboratory itself sees it. */
export const toProfileReply = (profile: LaboratoryProfile) => knownMembers(LaboratoryProfile, profile);

/** Which entries of a kind are visible: all, the active ones, the one with an id, or none. */
export type Extent = { kind: 'all' } | { kind: 'active' } | { kind: 'one'; id: Id } | { kind: 'none' };

/**
 * Which entries of a kind a caller sees. Managers see all, other roles the active ones; but of the customers, a dentist
 * sees only themselves and a technician none.
 */
export function entriesFor(kind: EntryKind, caller: ClinicCaller): Extent {
  if (caller.role === 'manager') return { kind: 'all' };
  if (kind !== 'customers') return { kind: 'active' };
  return caller.role === 'dentist' ? { kind: 'one', id: caller.customerId } : { kind: 'none' };
}

/** Whether a caller sees an entry: it can be read by id exactly when a list would contain it. */
export function seesEntry(kind: EntryKind, id: Id, { active }: { active: boolean }, caller: ClinicCaller): boolean {
  const extent = entriesFor(kind, caller);
  switch (extent.kind) {
    case 'all':
      return true;
    case 'active':
      return active;
    case 'one':
      return extent.id === id;
    case 'none':
      return false;
  }
}
