import * as z from 'zod';
import { stored } from '#domain/kernel/stored.ts';
import { Arch, Tooth } from '#domain/kernel/teeth.ts';
import { patientOnLabel } from '#domain/order/lists/patient-on-label.ts';
import { type Line, Order } from '#domain/order/order.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { laboratoryWith, statuses } from '#domain/order/statuses.ts';

/**
 * What is ordered, in a few words: the first services, each with all its lines together, and how many `more` there are.
 * `arch` is there where no tooth is named.
 */
export const ServicesInBrief = stored({
  services: z.array(stored({ name: z.string(), quantity: z.int(), teeth: z.array(Tooth), arch: Arch.optional() })),
  more: z.int(),
});
export type ServicesInBrief = z.infer<typeof ServicesInBrief>;

/** How many services are named, so that the entry of a usual order in an index stays within a kilobyte. */
const named = 3;

function servicesInBrief(lines: readonly Line[]): ServicesInBrief {
  const byService = [...Map.groupBy(lines, ({ serviceId }) => serviceId).values()];
  return { services: byService.slice(0, named).map(inBrief), more: Math.max(0, byService.length - named) };
}

/** The lines of one service. */
function inBrief(lines: readonly Line[]): ServicesInBrief['services'][number] {
  const [arch, ...others] = new Set(lines.flatMap((line) => line.arch ?? []));
  const teeth = [...new Set(lines.flatMap((line) => line.teeth))];
  return {
    name: lines[0]?.service.name ?? '',
    quantity: lines.reduce((all, { quantity }) => all + quantity, 0),
    teeth,
    ...(teeth.length === 0 && arch && { arch: others.length > 0 ? 'both' : arch }),
  };
}

/**
 * The columns of lists that an order does not have as members: they are written beside it, and never read back into it.
 * `missing` are the codes of what a draft lacks, as far as neither calendar nor catalogue decides it. Rows that an early
 * release wrote have the defaults.
 */
export const Columns = z.object({
  servicesInBrief: ServicesInBrief.default({ services: [], more: 0 }),
  missing: z.array(z.string()).default([]),
  patientOnLabel: z.string().nullable().default(null),
});
export type Columns = z.infer<typeof Columns>;

/** The columns of an order. `patientOnLabel` is null unless a laboratory has it. */
export function columnsOf(order: Order): Columns {
  const missing = statuses[order.status].editable ? readinessOf(order, null).map(({ code }) => code) : [];
  return {
    servicesInBrief: servicesInBrief(order.services),
    missing: [...new Set(missing)],
    patientOnLabel: laboratoryWith(order) && patientOnLabel(order.patient),
  };
}

const {
  tenantId,
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
  dueDate,
  createdAt,
  publishedAt,
} = Order.shape;
const { servicesInBrief: inBriefColumn, missing, patientOnLabel: onLabelColumn } = Columns.shape;

/** The columns of a clinic's lists; their indexes project exactly these. */
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
  dueDate,
  createdAt,
  publishedAt,
  servicesInBrief: inBriefColumn,
  missing,
});
export type OrderRow = z.infer<typeof OrderRow>;

/** The columns of a laboratory's list. No name of a patient gets into its index. */
export const LabOrderRow = stored({
  tenantId,
  number,
  status,
  statusSince: statusSince.unwrap(),
  customer,
  clinic,
  patientOnLabel: onLabelColumn,
  dueDate: dueDate.unwrap(),
});
export type LabOrderRow = z.infer<typeof LabOrderRow>;
