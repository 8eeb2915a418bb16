import * as z from 'zod';
import { CalendarException, WorkingDay, ZoneName } from '#domain/calendar.ts';
import { Actor } from '#domain/caller.ts';
import { Id, Instant } from '#domain/identifiers.ts';
import { rule } from '#domain/messages/messages.ts';
import { Currency, Price } from '#domain/money.ts';
import { stored } from '#domain/stored.ts';
import { proseOrNone, text } from '#domain/text.ts';

export const Language = z.enum(['en', 'uk', 'de']);
export type Language = z.infer<typeof Language>;

/** What a service must be told before it can be published (reference: "What a line must say"). */
export const Needs = z.strictObject({
  teeth: z.boolean().optional(),
  arch: z.boolean().optional(),
  shade: z.boolean().optional(),
  pontics: z.boolean().optional(),
  implant: z.boolean().optional(),
});
export type Needs = z.infer<typeof Needs>;

/** What one unit of a service is: its price counts per tooth, per jaw or per piece. */
export const Unit = z.enum(['tooth', 'arch', 'piece']);
export type Unit = z.infer<typeof Unit>;

/** One production step of a service; `price` is what its technician earns. */
export const TaskTemplate = stored(
  {
    templateId: Id,
    name: text(100),
    price: Price,
    leadDays: z.int().min(0).max(365),
    per: z.enum(['unit', 'order']),
    employeeId: Id.optional(),
  },
  { id: 'templateId' },
);
export type TaskTemplate = z.infer<typeof TaskTemplate>;

const revision = { version: z.int().min(0), updatedAt: Instant.nullable(), updatedBy: Actor.nullable() };

export const Customer = stored({
  customerId: Id,
  firstName: text(100),
  lastName: text(100),
  clinic: text(100),
  clinics: z.array(text(100)).max(50).optional(),
  active: z.boolean(),
  registrationNumber: text(60).optional(),
  address: text(200).optional(),
  email: z
    .email(rule('invalid_format', { format: 'email' }))
    .max(254)
    .optional(),
  phone: text(60).optional(),
  ...revision,
});
export type Customer = z.infer<typeof Customer>;

export const Employee = stored({
  employeeId: Id,
  firstName: text(100),
  lastName: text(100),
  active: z.boolean(),
  ...revision,
});
export type Employee = z.infer<typeof Employee>;

export const Service = stored({
  serviceId: Id,
  name: text(100),
  group: text(100),
  unit: Unit.default('tooth'),
  price: Price,
  active: z.boolean(),
  needs: stored(Needs.shape),
  tasks: z.array(TaskTemplate),
  ...revision,
});
export type Service = z.infer<typeof Service>;

export const Laboratory = stored({
  laboratoryId: Id,
  name: text(100),
  active: z.boolean(),
  address: text(200).optional(),
  ...revision,
});
export type Laboratory = z.infer<typeof Laboratory>;

export const Settings = stored({
  currency: Currency,
  // It was known when it was sent, and to ask Intl again would take longer than all else of a read.
  timeZone: ZoneName,
  language: Language,
  productionDays: z.int().min(0).max(365),
  workingWeek: z.array(WorkingDay),
  exceptions: z.array(CalendarException),
  planOnPublish: z.boolean(),
  laboratoriesSeePrices: z.boolean(),
  paymentInstructions: proseOrNone(2000).describe('"" is none.'),
  ...revision,
});
export type Settings = z.infer<typeof Settings>;

/** What a clinic's organisation keeps in its catalogue, by kind. */
export type Kept = { customers: Customer; employees: Employee; services: Service; laboratories: Laboratory };
export type EntryKind = keyof Kept;

/** Every kind of entry: its schema, and the member that is its id. */
export const entryKinds: { [Kind in EntryKind]: { entry: z.ZodObject & z.ZodType<Kept[Kind]>; id: string } } = {
  customers: { entry: Customer, id: 'customerId' },
  employees: { entry: Employee, id: 'employeeId' },
  services: { entry: Service, id: 'serviceId' },
  laboratories: { entry: Laboratory, id: 'laboratoryId' },
};

/**
 * What a laboratory says of itself; `tenants` names who may publish to it, absent means all.
 * Profiles were once written without a version; such a one counts as version 0.
 */
export const LaboratoryProfile = stored({
  laboratoryId: Id,
  name: text(100),
  address: text(200).optional(),
  tenants: z.array(Id).max(500).optional(),
  version: revision.version.default(0),
  updatedAt: revision.updatedAt.default(null),
  updatedBy: revision.updatedBy.default(null),
});
export type LaboratoryProfile = z.infer<typeof LaboratoryProfile>;

/** What somebody of the catalogue is called. */
export const fullName = ({ firstName, lastName }: { firstName: string; lastName: string }) =>
  `${firstName} ${lastName}`;

/** Whether a laboratory takes orders from a tenant, and hears of and reads those that it has sent. */
export function opensTo(profile: LaboratoryProfile | undefined, tenantId: Id): boolean {
  return profile?.tenants?.includes(tenantId) ?? true;
}

/** A tenant that has said nothing yet. */
export const defaultSettings: Settings = {
  currency: 'EUR',
  timeZone: 'UTC',
  language: 'en',
  productionDays: 7,
  workingWeek: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => ({ day, from: '09:00', to: '18:00' })),
  exceptions: [],
  planOnPublish: false,
  laboratoriesSeePrices: false,
  paymentInstructions: '',
  version: 0,
  updatedAt: null,
  updatedBy: null,
};

/** The clinics a customer works at, home first. */
export function clinicsOf(customer: Customer): string[] {
  return [...new Set([customer.clinic, ...(customer.clinics ?? [])])];
}

/** What a decision may ask of the catalogue, by kind. */
export type Entries = Kept & { profiles: LaboratoryProfile };

/** The catalogue as a decision reads it, like a map: what is not there is undefined. */
export type Catalog = { [Kind in keyof Entries]: { get(id: Id): Entries[Kind] | undefined } };
