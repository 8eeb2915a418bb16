import * as z from 'zod/mini';
import { Needs, Unit } from '#domain/catalog/services.ts';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Actor, Side } from '#domain/kernel/caller.ts';
import { Id, Instant, OrderNumber, Traceparent } from '#domain/kernel/identifiers.ts';
import type { WarningCode, WarningFacts } from '#domain/kernel/messages/messages.ts';
import { Currency, Price } from '#domain/kernel/money.ts';
import { Shade } from '#domain/kernel/shade.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth, ToothNotation } from '#domain/kernel/teeth.ts';
import { Status } from '#domain/order/statuses.ts';

/** The limits of an order. */
export const bounds = {
  lines: 100,
  enclosures: 20,
  note: 4000,
  tasks: 200,
  payrollRecords: 100,
  bytes: 300 * 1024,
  /** With what the laboratory has answered. An item of the table has at most 400 KB. */
  answeredBytes: 380 * 1024,
} as const;

/** Made once, because each schema takes time at a cold start. */
const optionalText = z.optional(z.string());

export const Patient = stored({
  firstName: optionalText,
  lastName: optionalText,
  dateOfBirth: z.optional(CalendarDate),
  reference: optionalText,
});
export type Patient = z.infer<typeof Patient>;

export const Implant = stored({
  system: optionalText,
  platform: optionalText,
  retention: z.optional(z.enum(['screw', 'cement'])),
});
export type Implant = z.infer<typeof Implant>;

/** A copy of the service, from when its line was added. */
export const ServiceSnapshot = stored({
  name: z.string(),
  group: z.string(),
  unit: Unit,
  price: Price,
  needs: stored(Needs.shape),
  /** The longest lead of its tasks, in working days. Lines of early releases do not have it. */
  leadDays: z.optional(z.int()),
});

/** One service on the order. `unitPrice` is present only when a manager set it by hand. */
export const Line = stored({
  lineId: Id,
  serviceId: Id,
  service: ServiceSnapshot,
  teeth: z.array(Tooth),
  arch: z.optional(Arch),
  pontics: z.optional(z.array(Tooth)),
  quantity: z.int(),
  quantityByHand: z.boolean(),
  unitPrice: z.optional(Price),
  shade: z.optional(Shade),
  stumpShade: z.optional(Shade),
  material: optionalText,
  implant: z.optional(Implant),
  note: optionalText,
});
export type Line = z.infer<typeof Line>;

/**
 * A task of the work plan. `price` is what its technician earns for one unit; `leadDays` is used for planning and never
 * shown.
 */
export const Task = stored({
  taskId: z.string(),
  name: z.string(),
  origin: z.enum(['automatic', 'manual']),
  lineId: z.optional(Id),
  serviceId: z.optional(Id),
  templateId: z.optional(Id),
  quantity: z.int(),
  price: z.optional(Price),
  employeeId: z.optional(Id),
  dueDate: z.optional(CalendarDate),
  leadDays: z.optional(z.int()),
  /** When and by whom it was done; absent until then. */
  doneAt: z.optional(Instant),
  doneBy: z.optional(Actor),
});
export type Task = z.infer<typeof Task>;

/** The order's tasks; `outdated` means that the services have changed since they were planned. */
export const WorkPlan = stored({
  tasks: z.array(Task),
  outdated: z.boolean(),
  unplannedServices: z.array(stored({ serviceId: Id, name: z.string() }, { id: 'serviceId' })),
});
export type WorkPlan = z.infer<typeof WorkPlan>;

export const noPlan: WorkPlan = { tasks: [], outdated: false, unplannedServices: [] };

/** An amount that a technician earns on this order in addition to tasks. */
export const PayrollRecord = stored({
  recordId: Id,
  employeeId: Id,
  amount: Price,
  note: optionalText,
  at: Instant,
  by: Actor,
});
export type PayrollRecord = z.infer<typeof PayrollRecord>;

/** Amounts added by hand, and whether everything that changes pay is locked. */
export const Payroll = stored({ records: z.array(PayrollRecord), finalized: z.boolean() });
export type Payroll = z.infer<typeof Payroll>;

export const noPayroll: Payroll = { records: [], finalized: false };

/** The order's discount: a percentage of the subtotal, or a fixed amount. */
export const Discount = z.discriminatedUnion('type', [
  stored({ type: z.literal('percentage'), percent: z.number() }),
  stored({ type: z.literal('fixed'), amount: Price }),
]);
export type Discount = z.infer<typeof Discount>;

/** A copy of the dentist, as the prescription names them. */
export const CustomerSnapshot = stored({
  firstName: z.string(),
  lastName: z.string(),
  registrationNumber: optionalText,
  address: optionalText,
});
export type CustomerSnapshot = z.infer<typeof CustomerSnapshot>;

/** A copy of the laboratory, as the prescription names it, and whether it is the tenant's own. */
export const LaboratorySnapshot = stored({ name: z.string(), address: optionalText, own: z.optional(z.boolean()) });
export type LaboratorySnapshot = z.infer<typeof LaboratorySnapshot>;

export function customerSnapshot({
  firstName,
  lastName,
  registrationNumber,
  address,
}: CustomerSnapshot): CustomerSnapshot {
  return { firstName, lastName, ...(registrationNumber && { registrationNumber }), ...(address && { address }) };
}

export function laboratorySnapshot({ name, address, own }: LaboratorySnapshot): LaboratorySnapshot {
  return { name, ...(address && { address }), ...(own && { own }) };
}

/** A retry key (Idempotency-Key) as the order stores it: hashes only. */
export const RetryKey = stored({ hash: z.string(), fingerprint: z.string() });
export type RetryKey = z.infer<typeof RetryKey>;

/**
 * A warning as it is stored with a change, so that a repeated request gets the same warnings again, in the language of
 * whoever asks. A newer release may have stored a code that this one does not know.
 */
export const StoredWarning = stored({
  pointer: optionalText,
  code: z.string(),
  facts: z.custom<WarningFacts<WarningCode>[0]>(),
  earliestDueDate: z.optional(CalendarDate),
  taskId: optionalText,
  lineId: z.optional(Id),
  fields: z.optional(z.array(z.string())),
});
export type StoredWarning = z.infer<typeof StoredWarning>;

/**
 * An event that a change has made, about a publication: its type, and whether it tells that laboratory or the order's
 * tenant. A newer release may have stored other types.
 */
export const ChangeEvent = stored({
  type: z.string(),
  to: z.enum(['laboratory', 'tenant']),
  laboratoryId: Id,
  revision: z.int(),
});
export type ChangeEvent = z.infer<typeof ChangeEvent>;

/** One change of the order, kept in the order itself for retries, conflict replies and the stream. */
export const Change = stored({
  version: z.int(),
  action: z.string(),
  fields: z.array(z.string()),
  by: Actor,
  at: Instant,
  requestId: z.string(),
  retryKey: z.optional(RetryKey),
  warnings: z.optional(z.array(StoredWarning)),
  events: z.optional(z.array(ChangeEvent)),
  /** Only where there are events, which carry it on. */
  traceparent: z.optional(Traceparent),
});
export type Change = z.infer<typeof Change>;

/** How an order left the hands of the laboratory that it was sent to. */
export const Ended = stored({ how: z.enum(['withdrawn', 'returned']), at: Instant, reason: optionalText });

/** A field that has changed, and what it was; a long value is left out. */
const Touched = stored({ field: z.string(), from: z.optional(z.unknown()) });

/**
 * The last publication: its version, its laboratory, and its revision, which counts the publications of the order.
 * `changed` names what is prescribed differently from the publication before; null where there is nothing to compare with.
 * `earlier` are the other laboratories that it was published to before, if there are any, and when it went to another one:
 * each keeps its thread of messages. Once it is over, `ended` says why, and `touched` what has been changed since.
 */
export const Publication = stored({
  version: z.int(),
  revision: z.int(),
  laboratoryId: Id,
  changed: z.nullable(z.array(z.string())),
  earlier: z.optional(z.array(stored({ laboratoryId: Id, at: Instant }))),
  ended: z.optional(Ended),
  touched: z.optional(z.array(Touched)),
});
export type Publication = z.infer<typeof Publication>;

/**
 * A reason why a laboratory has returned an order. With `lineId`, its pointer leads from that line on, which was at
 * `line` then, and may have another place by now, or none.
 */
export const ReturnReason = stored({
  message: z.string(),
  pointer: optionalText,
  lineId: z.optional(Id),
  line: z.optional(z.int()),
});
export type ReturnReason = z.infer<typeof ReturnReason>;

/** That a laboratory has returned an order; until the order is published again. */
export const Returned = stored({ at: Instant, by: Actor, reasons: z.array(ReturnReason) });

export const Purpose = z.enum(['final', 'try-in']);

/** One way of the work to the clinic: what the laboratory has promised, produced and shipped. */
const journey = {
  promisedDate: z.optional(CalendarDate),
  producedAt: z.optional(Instant),
  shippedAt: z.optional(Instant),
  purpose: z.optional(Purpose),
  carrier: optionalText,
  trackingNumber: optionalText,
  deliveredAt: z.optional(Instant),
};

/** A way that has ended, because the order was reopened: by which side, unless an early release wrote it. */
export const Journey = stored({ ...journey, reopenedAt: Instant, side: z.optional(Side), reason: z.string() });

/** What has become of the order at its laboratory, of this revision. */
export const LaboratoryWork = stored({
  acceptedAt: z.optional(Instant),
  laboratoryReference: optionalText,
  hold: z.optional(stored({ at: Instant, reason: z.string() })),
  /** The last time that the clinic moved the due date. */
  rescheduled: z.optional(stored({ at: Instant, reason: optionalText })),
  ...journey,
  journeys: z.array(Journey),
});
export type LaboratoryWork = z.infer<typeof LaboratoryWork>;

/** Why a copy was made because the source's work has failed. */
export const Remake = stored({ reason: z.string() });

export const Order = stored({
  tenantId: Id,
  number: OrderNumber,
  status: Status,
  /** Every write sets it; orders of early releases do not have it: ask `statusSinceOf`. */
  statusSince: z.optional(Instant),
  source: z.nullable(OrderNumber),
  root: z.nullable(OrderNumber),
  /** The laboratories that the source had been sent to when it was copied. */
  sourceSentTo: z.array(Id),
  remake: z.nullable(Remake),
  customerId: Id,
  customer: CustomerSnapshot,
  clinic: z.string(),
  laboratoryId: z.nullable(Id),
  laboratory: z.nullable(LaboratorySnapshot),
  patient: Patient,
  toothNotation: z.nullable(ToothNotation),
  services: z.array(Line),
  enclosures: z.array(z.string()),
  dueDate: z.nullable(CalendarDate),
  note: z.nullable(z.string()),
  currency: Currency,
  discount: z.nullable(Discount),
  workPlan: WorkPlan,
  payroll: Payroll,
  createdAt: Instant,
  createdBy: Actor,
  updatedAt: Instant,
  updatedBy: Actor,
  publishedAt: z.nullable(Instant),
  publishedBy: z.nullable(Actor),
  publication: z.nullable(Publication),
  returned: z.nullable(Returned),
  laboratoryWork: z.nullable(LaboratoryWork),
  cancelledAt: z.nullable(Instant),
  cancelledBy: z.nullable(Actor),
  cancelReason: z.nullable(z.string()),
  version: z.int(),
  /** The version of the last change of what its laboratory reads. */
  laboratoryVersion: z.int(),
  createdWith: z.nullable(RetryKey),
  recent: z.array(Change),
});
export type Order = z.infer<typeof Order>;
