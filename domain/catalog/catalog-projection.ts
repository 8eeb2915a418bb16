import type { Catalog, EntryKind, StoredEntries } from '#domain/catalog/catalog.ts';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Laboratory, LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Ids } from '#domain/catalog/lookup.ts';
import { Service } from '#domain/catalog/services.ts';
import { Settings } from '#domain/catalog/settings.ts';
import type { ClinicCaller, Role } from '#domain/kernel/caller.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { knownMembers } from '#domain/kernel/stored.ts';

/** What of an entry each role sees: task templates are how technicians are paid, and a price is what the dentist pays. */
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

/** An entry as this caller sees it; what its schema does not name, nobody sees. */
export const toEntryReply = <Kind extends EntryKind>(kind: Kind, entry: StoredEntries[Kind], { role }: ClinicCaller) =>
  projectionsByKind[kind](entry, role);

/** What is asked of the catalogue for what a reply shows beside entries. */
export const computedMembersNeed = (kind: EntryKind, ids: readonly Id[]): Ids =>
  kind === 'laboratories' ? { profiles: ids } : {};

const nothing = () => ({});
const computed = {
  customers: nothing,
  employees: nothing,
  services: nothing,
  /** Who answers to a laboratory's id, so that a typing error is seen. */
  laboratories: (id: Id, { profiles }: Catalog) => {
    const profile = profiles.get(id);
    return { connected: profile ? { name: profile.name } : null };
  },
};
type Computed = { [Kind in EntryKind]: (id: Id, catalog: Catalog) => ReturnType<(typeof computed)[Kind]> };
const computedByKind: Computed = computed;

/** What a reply shows beside an entry that the entry does not keep. */
export const computedMembers = <Kind extends EntryKind>(kind: Kind, id: Id, catalog: Catalog) =>
  computedByKind[kind](id, catalog);

/** The settings as this caller sees them: managers all, everybody else how to pay. */
export function toSettingsReply(settings: Settings, { role }: ClinicCaller) {
  const { paymentInstructions } = settings;
  return role === 'manager' ? knownMembers(Settings, settings) : { paymentInstructions };
}

/** A laboratory's profile as itself sees it. */
export const toProfileReply = (profile: LaboratoryProfile) => knownMembers(LaboratoryProfile, profile);

/** Which entries of a kind exist for somebody: all, the active ones, the one of an id, or none. */
export type Extent = { kind: 'all' } | { kind: 'active' } | { kind: 'one'; id: Id } | { kind: 'none' };

/** Which entries of a kind exist for a caller: managers see all, others what is active, and of the customers their own. */
export function entriesFor(kind: EntryKind, caller: ClinicCaller): Extent {
  if (caller.role === 'manager') return { kind: 'all' };
  if (kind !== 'customers') return { kind: 'active' };
  return caller.role === 'dentist' ? { kind: 'one', id: caller.customerId } : { kind: 'none' };
}

/** Whether an entry exists for a caller: it is found by its id where a list would show it. */
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
