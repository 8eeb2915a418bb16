import * as z from 'zod';
import { CalendarDate } from '#domain/calendar.ts';
import { Actor } from '#domain/caller.ts';
import { Needs, Unit } from '#domain/catalog.ts';
import { Id, Instant, OrderNumber } from '#domain/identifiers.ts';
import { Currency, Money } from '#domain/money.ts';
import { Shade } from '#domain/shade.ts';
import { stored } from '#domain/stored.ts';
import { Tooth, ToothNotation } from '#domain/teeth.ts';

/** What an order may hold at most. */
export const bounds = { lines: 100, enclosures: 20, note: 4000, bytes: 300 * 1024 } as const;

export const Status = z.enum(['draft', 'published', 'cancelled']);
export type Status = z.infer<typeof Status>;

export const Arch = z.enum(['upper', 'lower', 'both']);
export type Arch = z.infer<typeof Arch>;

export const Patient = stored({
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  dateOfBirth: CalendarDate.optional(),
  reference: z.string().optional(),
});
export type Patient = z.infer<typeof Patient>;

export const Implant = stored({
  system: z.string().optional(),
  platform: z.string().optional(),
  retention: z.enum(['screw', 'cement']).optional(),
});
export type Implant = z.infer<typeof Implant>;

/** The service as it was when its line was added. */
export const ServiceSnapshot = stored({
  name: z.string(),
  group: z.string(),
  unit: Unit,
  price: Money,
  needs: stored(Needs.shape),
});

/** One service on the order. `unitPrice` stands only where a manager set it by hand. */
export const Line = stored({
  lineId: Id,
  serviceId: Id,
  service: ServiceSnapshot,
  teeth: z.array(Tooth),
  arch: Arch.optional(),
  pontics: z.array(Tooth).optional(),
  quantity: z.int(),
  quantityByHand: z.boolean(),
  unitPrice: Money.optional(),
  shade: Shade.optional(),
  stumpShade: Shade.optional(),
  material: z.string().optional(),
  implant: Implant.optional(),
  note: z.string().optional(),
});
export type Line = z.infer<typeof Line>;

/** The dentist as the order's prescription names them. */
export const CustomerSnapshot = stored({
  firstName: z.string(),
  lastName: z.string(),
  registrationNumber: z.string().optional(),
  address: z.string().optional(),
});
export type CustomerSnapshot = z.infer<typeof CustomerSnapshot>;

export const LaboratorySnapshot = stored({ name: z.string(), address: z.string().optional() });
export type LaboratorySnapshot = z.infer<typeof LaboratorySnapshot>;

export function customerSnapshot({
  firstName,
  lastName,
  registrationNumber,
  address,
}: CustomerSnapshot): CustomerSnapshot {
  return { firstName, lastName, ...(registrationNumber && { registrationNumber }), ...(address && { address }) };
}

export function laboratorySnapshot({ name, address }: LaboratorySnapshot): LaboratorySnapshot {
  return { name, ...(address && { address }) };
}

/** A retry key as the order remembers it: hashes only. */
export const RetryKey = stored({ hash: z.string(), fingerprint: z.string() });
export type RetryKey = z.infer<typeof RetryKey>;

/** What one version changed, kept inside the order: it serves retries, conflict answers and the stream. */
export const Change = stored({
  version: z.int(),
  action: z.string(),
  fields: z.array(z.string()),
  by: Actor,
  at: Instant,
  requestId: z.string(),
  retryKey: RetryKey.optional(),
});
export type Change = z.infer<typeof Change>;

export const Order = stored({
  tenantId: Id,
  number: OrderNumber,
  status: Status,
  source: OrderNumber.nullable(),
  root: OrderNumber.nullable(),
  customerId: Id,
  customer: CustomerSnapshot,
  clinic: z.string(),
  laboratoryId: Id.nullable(),
  laboratory: LaboratorySnapshot.nullable(),
  patient: Patient,
  toothNotation: ToothNotation.nullable(),
  services: z.array(Line),
  enclosures: z.array(z.string()),
  dueDate: CalendarDate.nullable(),
  note: z.string().nullable(),
  currency: Currency,
  createdAt: Instant,
  createdBy: Actor,
  updatedAt: Instant,
  updatedBy: Actor,
  publishedAt: Instant.nullable(),
  publishedBy: Actor.nullable(),
  cancelledAt: Instant.nullable(),
  cancelledBy: Actor.nullable(),
  cancelReason: z.string().nullable(),
  version: z.int(),
  createdWith: RetryKey.nullable(),
  recent: z.array(Change),
});
export type Order = z.infer<typeof Order>;

const { number, status, source, customerId, customer, clinic, laboratoryId, patient, dueDate, createdAt, publishedAt } =
  Order.shape;

/** What a list shows of an order; the indexes carry exactly this. */
export const OrderRow = stored({
  number,
  status,
  source,
  customerId,
  customer,
  clinic,
  laboratoryId,
  patient,
  dueDate,
  createdAt,
  publishedAt,
});
export type OrderRow = z.infer<typeof OrderRow>;
