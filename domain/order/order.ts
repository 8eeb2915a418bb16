import * as z from 'zod';
import { Needs, Unit } from '#domain/catalog/services.ts';
import { CalendarDate } from '#domain/kernel/calendar.ts';
import { Actor } from '#domain/kernel/caller.ts';
import { Id, Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { Currency, Price } from '#domain/kernel/money.ts';
import { Shade } from '#domain/kernel/shade.ts';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth, ToothNotation } from '#domain/kernel/teeth.ts';
import { Status } from '#domain/order/statuses.ts';

/** What an order may hold at most. */
export const bounds = {
  lines: 100,
  enclosures: 20,
  note: 4000,
  tasks: 200,
  payrollRecords: 100,
  bytes: 300 * 1024,
} as const;

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
  price: Price,
  needs: stored(Needs.shape),
  /** Of its longest task, in working days; lines were once written without it. */
  leadDays: z.int().optional(),
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
  unitPrice: Price.optional(),
  shade: Shade.optional(),
  stumpShade: Shade.optional(),
  material: z.string().optional(),
  implant: Implant.optional(),
  note: z.string().optional(),
});
export type Line = z.infer<typeof Line>;

/** A task of the work plan. `price` is what its technician earns for each unit; `leadDays` is kept for the plan's own use. */
export const Task = stored({
  taskId: z.string(),
  name: z.string(),
  origin: z.enum(['automatic', 'manual']),
  lineId: Id.optional(),
  serviceId: Id.optional(),
  templateId: Id.optional(),
  quantity: z.int(),
  price: Price.optional(),
  employeeId: Id.optional(),
  dueDate: CalendarDate.optional(),
  leadDays: z.int().optional(),
});
export type Task = z.infer<typeof Task>;

/** The order's tasks; `outdated` says that its services have changed since they were planned. */
export const WorkPlan = stored({
  tasks: z.array(Task),
  outdated: z.boolean(),
  unplannedServices: z.array(stored({ serviceId: Id, name: z.string() }, { id: 'serviceId' })),
});
export type WorkPlan = z.infer<typeof WorkPlan>;

export const noPlan: WorkPlan = { tasks: [], outdated: false, unplannedServices: [] };

/** A sum that a technician earns on this order beside the prices of tasks. */
export const PayrollRecord = stored({
  recordId: Id,
  employeeId: Id,
  amount: Price,
  note: z.string().optional(),
  at: Instant,
  by: Actor,
});
export type PayrollRecord = z.infer<typeof PayrollRecord>;

/** What is paid by hand, and whether everything that changes pay is locked. */
export const Payroll = stored({ records: z.array(PayrollRecord), finalized: z.boolean() });
export type Payroll = z.infer<typeof Payroll>;

export const noPayroll: Payroll = { records: [], finalized: false };

/** One an order: a share of the subtotal, or a sum. */
export const Discount = z.discriminatedUnion('type', [
  stored({ type: z.literal('percentage'), percent: z.number() }),
  stored({ type: z.literal('fixed'), amount: Price }),
]);
export type Discount = z.infer<typeof Discount>;

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

/** What somebody was warned of when they changed an order: whoever repeats the request hears it again. */
export const StoredWarning = stored({
  pointer: z.string().optional(),
  code: z.string(),
  message: z.string(),
  earliestDueDate: CalendarDate.optional(),
  taskId: z.string().optional(),
  lineId: Id.optional(),
  fields: z.array(z.string()).optional(),
});
export type StoredWarning = z.infer<typeof StoredWarning>;

/** What one version changed, kept inside the order: it serves retries, conflict answers and the stream. */
export const Change = stored({
  version: z.int(),
  action: z.string(),
  fields: z.array(z.string()),
  by: Actor,
  at: Instant,
  requestId: z.string(),
  retryKey: RetryKey.optional(),
  warnings: z.array(StoredWarning).optional(),
});
export type Change = z.infer<typeof Change>;

/** The last publication: the version that it made, and the laboratory that it went to. Whatever happens to the order afterwards, this is what is announced. */
export const Publication = stored({ version: z.int(), laboratoryId: Id });
export type Publication = z.infer<typeof Publication>;

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
  discount: Discount.nullable(),
  workPlan: WorkPlan,
  payroll: Payroll,
  createdAt: Instant,
  createdBy: Actor,
  updatedAt: Instant,
  updatedBy: Actor,
  publishedAt: Instant.nullable(),
  publishedBy: Actor.nullable(),
  publication: Publication.nullable(),
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
