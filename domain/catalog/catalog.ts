import type * as z from 'zod/mini';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Laboratory, type LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { Service } from '#domain/catalog/services.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

/** The entries that an organisation keeps in its catalogue, by kind. */
export type StoredEntries = { customers: Customer; employees: Employee; services: Service; laboratories: Laboratory };
export type EntryKind = keyof StoredEntries;

/** For each kind of entry: its schema, and the name of its id member. */
export const entryKinds: {
  [Kind in EntryKind]: { entry: z.ZodMiniObject & z.ZodMiniType<StoredEntries[Kind]>; id: string };
} = {
  customers: { entry: Customer, id: 'customerId' },
  employees: { entry: Employee, id: 'employeeId' },
  services: { entry: Service, id: 'serviceId' },
  laboratories: { entry: Laboratory, id: 'laboratoryId' },
};

/** The entries that a decision may look up in the catalogue, by kind. */
export type Entries = StoredEntries & { profiles: LaboratoryProfile };

/** The catalogue as a decision reads it, like a map: `get` returns undefined for an entry that does not exist. */
export type Catalog = { [Kind in keyof Entries]: { get(id: Id): Entries[Kind] | undefined } };
