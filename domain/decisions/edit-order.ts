import type { Act } from '#domain/act.ts';
import { type Catalog, type CatalogNeeds, clinicsOf } from '#domain/catalog.ts';
import {
  accept,
  type Decision,
  type Fault,
  fault,
  refuseFaults,
  reporting,
  type Warning,
  warning,
} from '#domain/decision.ts';
import { lostByLines } from '#domain/hand-set.ts';
import type { Id } from '#domain/identifiers.ts';
import { nextLines } from '#domain/lines.ts';
import { merge } from '#domain/merge.ts';
import { type Line, laboratorySnapshot, type Order } from '#domain/order.ts';
import type { OrderPatch } from '#domain/requests.ts';
import { same } from '#domain/same.ts';

/** A laboratory is looked up with its own profile, which says whether anybody receives there. */
export function laboratoryNeeds(...ids: (Id | null | undefined | false)[]): CatalogNeeds {
  const asked = ids.flatMap((id) => id || []);
  return { laboratories: asked, profiles: asked };
}

/** What an edit has to look up: services of new lines, a laboratory, and the customer when the clinic changes. */
export function editNeeds(order: Order, { services, laboratoryId, clinic }: OrderPatch): CatalogNeeds {
  const known = new Map(order.services.map((line) => [line.lineId, line.serviceId]));
  const added = (services ?? []).filter(({ lineId, serviceId }) => !lineId || known.get(lineId) !== serviceId);
  return {
    services: added.map(({ serviceId }) => serviceId),
    ...laboratoryNeeds(laboratoryId !== order.laboratoryId && laboratoryId),
    customers: clinic !== undefined && clinic !== order.clinic ? [order.customerId] : [],
  };
}

/** Changes what the request names and leaves the rest of the draft as it is. */
export function editOrder(order: Order, patch: OrderPatch, act: Act): Decision<Order> {
  const { edited, faults, warnings } = patched(order, patch, act);
  return faults.length > 0 ? refuseFaults(faults) : accept(edited, warnings);
}

/**
 * The order as a merge patch (RFC 7396) leaves it, with every fault in the patch, and what its sender should know of the
 * rest. `shown` are the lines they saw.
 */
export function patched(
  order: Order,
  patch: OrderPatch,
  { catalog, newId }: Act,
  shown: readonly Line[] = order.services,
): { edited: Order; faults: Fault[]; warnings: Warning[] } {
  const faults: Fault[] = [];
  const notation = patch.toothNotation === undefined ? order.toothNotation : patch.toothNotation;
  const means = { notation, services: catalog.services, newId, shown };
  const lines = patch.services && nextLines(order, patch.services, means);
  const services = lines === undefined ? order.services : (lines?.lines ?? []);
  faults.push(...(lines?.faults ?? []));
  // 18 codes are teeth in FDI and in Universal, and never the same tooth: nobody guesses.
  if (
    !notation &&
    (services.some(({ teeth }) => teeth.length > 0) ||
      patch.services?.some(({ teeth, pontics }) => teeth?.length || pontics?.length))
  )
    faults.push(fault('/toothNotation', 'tooth_notation_required'));

  const edited: Order = {
    ...order,
    ...patchedClinic(order, patch, catalog.customers, faults),
    ...patchedLaboratory(order, patch, catalog.laboratories, faults),
    toothNotation: notation,
    services,
    workPlan: { ...order.workPlan, outdated: order.workPlan.outdated || outdates(order, services) },
    patient: patch.patient === null ? {} : merge(order.patient, patch.patient ?? {}),
    enclosures: patch.enclosures === undefined ? order.enclosures : (patch.enclosures ?? []),
    dueDate: patch.dueDate === undefined ? order.dueDate : patch.dueDate,
    note: patch.note === undefined ? order.note : patch.note,
  };
  return { edited, faults, warnings: [...lostByLines(shown, order, edited), ...connectionWarnings(edited, catalog)] };
}

/** Whether an automatic plan no longer fits the lines: their number, their services or their quantities have changed. */
function outdates({ workPlan, services: before }: Order, after: Order['services']): boolean {
  const planned = workPlan.tasks.some(({ origin }) => origin === 'automatic');
  const relevant = (lines: Order['services']) =>
    lines.map(({ lineId, serviceId, quantity }) => ({ lineId, serviceId, quantity }));
  return planned && !same(relevant(before), relevant(after));
}

/** The clinic is one of the customer's; cleared, it is the home clinic again. */
function patchedClinic(order: Order, { clinic }: OrderPatch, customers: Act['catalog']['customers'], faults: Fault[]) {
  const customer = customers.get(order.customerId);
  if (clinic === undefined || clinic === order.clinic || !customer) return {};
  const clinics = clinicsOf(customer);
  if (clinic !== null && !clinics.includes(clinic)) faults.push(fault('/clinic', 'unknown_clinic', { clinics }));
  return { clinic: clinic ?? customer.clinic };
}

/** Where the laboratory has been looked up and has no profile, nobody receives the order: its id may be a typing error. */
function connectionWarnings({ laboratoryId }: Order, { laboratories, profiles }: Catalog): Warning[] {
  const laboratory = laboratoryId ? laboratories.get(laboratoryId) : undefined;
  if (!laboratory || profiles.has(laboratory.laboratoryId)) return [];
  return [warning('/laboratoryId', 'laboratory_not_connected', laboratory)];
}

function patchedLaboratory(
  order: Order,
  { laboratoryId }: OrderPatch,
  laboratories: Act['catalog']['laboratories'],
  faults: Fault[],
) {
  if (laboratoryId === undefined || laboratoryId === order.laboratoryId) return {};
  if (laboratoryId === null) return { laboratoryId, laboratory: null };
  const laboratory = laboratories.get(laboratoryId);
  const report = reporting(faults, '/laboratoryId');
  if (!laboratory) return report('', 'unknown_laboratory');
  if (!laboratory.active) return report('', 'inactive_laboratory', laboratory);
  return { laboratoryId, laboratory: laboratorySnapshot(laboratory) };
}
