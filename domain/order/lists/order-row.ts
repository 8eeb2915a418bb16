import * as z from 'zod/mini';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth } from '#domain/kernel/teeth.ts';
import { LaboratoryWork, Order } from '#domain/order/order.ts';

/**
 * What is ordered, in a few words: the first services, each with all its lines together, and how many `more` there are.
 * `arch` is there where no tooth is named.
 */
export const ServicesInBrief = stored({
  services: z.array(stored({ name: z.string(), quantity: z.int(), teeth: z.array(Tooth), arch: z.optional(Arch) })),
  more: z.int(),
});
export type ServicesInBrief = z.infer<typeof ServicesInBrief>;

const { tenantId, number, status, statusSince, source, customerId, customer, clinic, laboratoryId, patient } =
  Order.shape;
const { toothNotation, dueDate, createdAt, publishedAt } = Order.shape;

const { promisedDate, laboratoryReference, purpose, carrier, trackingNumber } = LaboratoryWork.shape;

/**
 * What a list says of an order that was sent, in one column: DynamoDB projects at most 100 attributes into all indexes of
 * a table. `hold`, `returned` and `sentBack` are how the reasons begin. `remake` is for the laboratory, with the source if
 * it knows that.
 */
export const SinceSent = stored({
  revision: z.int(),
  remake: z.optional(stored({ source })),
  promisedDate,
  laboratoryReference,
  purpose,
  carrier,
  trackingNumber,
  hold: z.optional(z.string()),
  returned: z.optional(z.string()),
  sentBack: z.optional(z.string()),
});
export type SinceSent = z.infer<typeof SinceSent>;
const servicesInBrief = z._default(ServicesInBrief, { services: [], more: 0 });
const sinceSent = z._default(SinceSent, { revision: 0 });

/**
 * The columns of a clinic's lists; their indexes project exactly these. A row that an early release wrote has nothing in
 * brief.
 */
export const OrderRow = stored({
  number,
  status,
  statusSince,
  source,
  customerId,
  customer,
  clinic,
  laboratoryId,
  patient,
  toothNotation,
  servicesInBrief,
  missing: z._default(z.array(z.string()), []),
  dueDate,
  createdAt,
  publishedAt,
  sinceSent,
});
export type OrderRow = z.infer<typeof OrderRow>;

/** The columns of a laboratory's list. No name of a patient gets into its index. */
export const LabOrderRow = stored({
  tenantId,
  number,
  status,
  statusSince: statusSince.def.innerType,
  customer,
  clinic,
  patientOnLabel: z.nullable(z.string()),
  toothNotation,
  servicesInBrief,
  dueDate: dueDate.def.innerType,
  sinceSent,
});
export type LabOrderRow = z.infer<typeof LabOrderRow>;
