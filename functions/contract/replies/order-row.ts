import * as z from 'zod/mini';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { Arch, ToothNotation } from '#domain/kernel/teeth.ts';
import { Patient, Purpose } from '#domain/order/order.ts';
import { Status } from '#domain/order/statuses.ts';

const customer = z.strictObject({ firstName: z.string(), lastName: z.string() });

/** What is ordered, in a few words. */
export const ServicesInBrief = z.strictObject({
  services: z.array(
    z.strictObject({ name: z.string(), quantity: z.int(), teeth: z.array(z.string()), arch: z.optional(Arch) }),
  ),
  more: z.int(),
});

const sinceSent = {
  revision: z.int(),
  promisedDate: z.nullable(CalendarDate),
  hold: z.nullable(z.string()),
};

/** An order in a clinic's list. */
export const OrderRow = z.strictObject({
  number: OrderNumber,
  status: Status,
  statusSince: Instant,
  source: z.nullable(OrderNumber),
  customerId: Id,
  customer,
  clinic: z.string(),
  laboratoryId: z.nullable(Id),
  patient: z.strictObject(Patient.shape),
  toothNotation: z.nullable(ToothNotation),
  servicesInBrief: ServicesInBrief,
  missing: z.array(z.string()),
  dueDate: z.nullable(CalendarDate),
  createdAt: Instant,
  publishedAt: z.nullable(Instant),
  ...sinceSent,
  purpose: z.nullable(Purpose),
  carrier: z.nullable(z.string()),
  trackingNumber: z.nullable(z.string()),
  returned: z.nullable(z.string()),
});

/** An order in a laboratory's list. */
export const LabOrderRow = z.strictObject({
  tenantId: Id,
  number: OrderNumber,
  status: Status,
  statusSince: Instant,
  customer,
  clinic: z.string(),
  patientOnLabel: z.nullable(z.string()),
  toothNotation: z.nullable(ToothNotation),
  servicesInBrief: ServicesInBrief,
  dueDate: CalendarDate,
  ...sinceSent,
  sentBack: z.nullable(z.string()),
  remake: z.nullable(z.strictObject({ source: z.nullable(OrderNumber) })),
  laboratoryReference: z.nullable(z.string()),
});
