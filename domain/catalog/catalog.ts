import type * as z from 'zod';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Laboratory, type LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { Service } from '#domain/catalog/services.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

/** What a clinic's organisation keeps in its catalogue, by kind. */
export type StoredEntries = { customers: Customer; employees: Employee; services: Service; laboratories: Laboratory };
export type EntryKind = keyof StoredEntries;

/** Every kind of entry: its schema, and the member that is its id. */
export const entryKinds: { [Kind in EntryKind]: { entry: z.ZodObject & z.ZodType<StoredEntries[Kind]>; id: string } } =
  {
    customers: { entry: Customer, id: 'customerId' },
    employees: { entry: Employee, id: 'employeeId' },
    services: { entry: Service, id: 'serviceId' },
    laboratories: { entry: Laboratory, id: 'laboratoryId' },
  };

/** What somebody of the catalogue is called. */
export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`;

/** What a decision may ask of the catalogue, by kind. */
export type Entries = StoredEntries & { profiles: LaboratoryProfile };

/** The catalogue as a decision reads it, like a map: what is not there is undefined. */
export type Catalog = { [Kind in keyof Entries]: { get(id: Id): Entries[Kind] | undefined } };
