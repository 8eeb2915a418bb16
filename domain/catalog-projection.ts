import type { ClinicCaller, Role } from '#domain/caller.ts';
import {
  type Catalog,
  type CatalogNeeds,
  type EntryKind,
  entryKinds,
  LaboratoryProfile,
  Settings,
} from '#domain/catalog.ts';
import type { Id } from '#domain/identifiers.ts';
import { named } from '#domain/stored.ts';

/** What of an entry is not for a role: steps are how technicians are paid, and a price is what the dentist pays. */
const hidden: Record<EntryKind, Partial<Record<Role, string[]>>> = {
  customers: {},
  employees: {},
  services: { dentist: ['tasks'], technician: ['tasks', 'price'] },
  laboratories: {},
};

/** An entry as this caller sees it; what its schema does not name, nobody sees. */
export function shownEntry(kind: EntryKind, entry: object, { role }: ClinicCaller) {
  const concealed = hidden[kind][role] ?? [];
  const members = Object.entries(named(entryKinds[kind].entry, entry));
  return Object.fromEntries(members.filter(([member]) => !concealed.includes(member)));
}

/** What has to be looked up for `besideEntry`. */
export const besideNeeds = (kind: EntryKind, ids: readonly Id[]): CatalogNeeds =>
  kind === 'laboratories' ? { profiles: ids } : {};

/** What a reply shows beside an entry: who answers to a laboratory's id, so that a typing error is seen. */
export function besideEntry(kind: EntryKind, id: Id, { profiles }: Catalog): object {
  if (kind !== 'laboratories') return {};
  const profile = profiles.get(id);
  return { connected: profile ? { name: profile.name } : null };
}

/** The settings as this caller sees them: managers all, everybody else how to pay. */
export function shownSettings(settings: Settings, { role }: ClinicCaller) {
  const { paymentInstructions } = settings;
  return role === 'manager' ? named(Settings, settings) : { paymentInstructions };
}

/** A laboratory's profile as itself sees it. */
export function shownProfile(profile: object) {
  return named(LaboratoryProfile, profile);
}

/** Which entries of a kind exist for a caller: managers see all, others what is active, and of the customers their own. */
export function entriesFor(kind: EntryKind, caller: ClinicCaller): { only?: Id; activeOnly: boolean; none?: true } {
  if (caller.role === 'manager') return { activeOnly: false };
  if (kind !== 'customers') return { activeOnly: true };
  return caller.role === 'dentist' ? { activeOnly: false, only: caller.customerId } : { activeOnly: true, none: true };
}

/** Whether an entry exists for a caller: it is found by its id where a list would show it. */
export function seesEntry(kind: EntryKind, id: Id, { active }: { active: boolean }, caller: ClinicCaller): boolean {
  const { none, only, activeOnly } = entriesFor(kind, caller);
  return !none && (only === undefined || only === id) && (active || !activeOnly);
}
