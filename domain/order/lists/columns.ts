import { sentBack } from '#domain/order/laboratory/work.ts';
import type { ServicesInBrief, SinceSent } from '#domain/order/lists/order-row.ts';
import { patientOnLabel } from '#domain/order/lists/patient-on-label.ts';
import type { Line, Order } from '#domain/order/order.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import { sourceKnownTo } from '#domain/order/source.ts';
import { isReturned, laboratoryWith, statuses } from '#domain/order/statuses.ts';

/**
 * The columns of lists that an order does not have as members: they are written beside it, and never read back into it.
 * No schema is made here, because every function that writes an order loads this.
 */
export type Columns = {
  servicesInBrief: ServicesInBrief;
  /** The codes of what a draft lacks, as far as neither calendar nor catalogue decides it. */
  missing: string[];
  /** Null unless a laboratory has the order. */
  patientOnLabel: string | null;
  sinceSent: SinceSent;
};

/** The names of all columns. */
export const columnNames = Object.keys({
  servicesInBrief: true,
  missing: true,
  patientOnLabel: true,
  sinceSent: true,
} satisfies Record<keyof Columns, true>);

/** The columns of an order. */
export function columnsOf(order: Order): Columns {
  const missing = statuses[order.status].editable ? readinessOf(order, null).map(({ code }) => code) : [];
  return {
    servicesInBrief: servicesInBrief(order.services),
    missing: [...new Set(missing)],
    patientOnLabel: laboratoryWith(order) && patientOnLabel(order.patient),
    sinceSent: sinceSent(order),
  };
}

function sinceSent(order: Order): SinceSent {
  const { promisedDate, laboratoryReference, purpose, carrier, trackingNumber, hold } = order.laboratoryWork ?? {};
  const laboratoryId = laboratoryWith(order);
  const back = sentBack(order);
  const [reason] = (isReturned(order) && order.returned?.reasons) || [];
  return {
    revision: order.publication?.revision ?? 0,
    ...(order.remake && laboratoryId !== null && { remake: { source: sourceKnownTo(laboratoryId, order) } }),
    ...(promisedDate && { promisedDate }),
    ...(laboratoryReference && { laboratoryReference }),
    ...(purpose && { purpose }),
    ...(carrier && { carrier }),
    ...(trackingNumber && { trackingNumber }),
    ...(hold && { hold: beginningOf(hold.reason) }),
    ...(reason && { returned: beginningOf(reason.message) }),
    ...(back && { sentBack: beginningOf(back.reason) }),
  };
}

/** The beginning of a text for a list, with a sign that it goes on. */
function beginningOf(text: string): string {
  const characters = [...text];
  return characters.length > 100 ? `${characters.slice(0, 99).join('')}…` : text;
}

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
