import type { Catalog } from '#domain/catalog/catalog.ts';
import { type Customer, clinicsOf } from '#domain/catalog/customers.ts';
import { accept, type Fault, fault, refuseFaults, reporting, type Warning, warning } from '#domain/kernel/decision.ts';
import { merge } from '#domain/kernel/merge.ts';
import { same } from '#domain/kernel/same.ts';
import type { Act } from '#domain/order/act.ts';
import { change } from '#domain/order/decide.ts';
import { lostByLines } from '#domain/order/hand-set.ts';
import { nextLines } from '#domain/order/lines.ts';
import { type Line, laboratorySnapshot, type Order } from '#domain/order/order.ts';
import type { OrderPatch } from '#domain/order/requests/edit-order.ts';

/** Changes what the request names and leaves the rest of the draft as it is. */
export const editOrder = change('editOrder', (order, patch: OrderPatch, act) => {
  const { edited, faults, warnings } = edit(order, patch, act);
  // The laboratory is read where another one is named.
  const connection = edited.laboratoryId === order.laboratoryId ? [] : connectionWarnings(edited, act.catalog);
  return faults.length > 0 ? refuseFaults(faults) : accept(edited, [...warnings, ...connection]);
});

/** What an edit makes of a draft, with every fault in it, and what its sender should know. */
export const edit = (order: Order, patch: OrderPatch, act: Act) =>
  patched(order, patch, { customer: () => act.catalog.customers.get(order.customerId), shown: order.services }, act);

/** What a patch is judged by: the dentist who orders, where known, and the lines that its sender saw. */
type PatchContext = { customer: () => Customer | undefined; shown: readonly Line[] };

/** The order as a merge patch (RFC 7396) leaves it, with every fault in the patch, and what its sender should know. */
export function patched(
  order: Order,
  patch: OrderPatch,
  { customer, shown }: PatchContext,
  { catalog, newId, today }: Act,
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

  const dateOfBirth = patch.patient?.dateOfBirth;
  // One that stands already may be sent back.
  if (dateOfBirth && dateOfBirth > today && dateOfBirth !== order.patient.dateOfBirth)
    faults.push(fault('/patient/dateOfBirth', 'born_in_future', { today }));

  const edited: Order = {
    ...order,
    ...patchedClinic(order, patch, customer, faults),
    ...patchedLaboratory(order, patch, catalog, faults),
    toothNotation: notation,
    services,
    workPlan: { ...order.workPlan, outdated: order.workPlan.outdated || outdates(order, services) },
    patient: patch.patient === null ? {} : merge(order.patient, patch.patient ?? {}),
    enclosures: patch.enclosures === undefined ? order.enclosures : (patch.enclosures ?? []),
    dueDate: patch.dueDate === undefined ? order.dueDate : patch.dueDate,
    note: patch.note === undefined ? order.note : patch.note,
  };
  return { edited, faults, warnings: lostByLines(shown, order, edited) };
}

/** Whether an automatic plan no longer fits the lines: their number, their services or their quantities have changed. */
function outdates({ workPlan, services: before }: Order, after: Order['services']): boolean {
  const planned = workPlan.tasks.some(({ origin }) => origin === 'automatic');
  const relevant = (lines: Order['services']) =>
    lines.map(({ lineId, serviceId, quantity }) => ({ lineId, serviceId, quantity }));
  return planned && !same(relevant(before), relevant(after));
}

/** The clinic is one of the customer's; cleared, it is the home clinic again. */
function patchedClinic(order: Order, { clinic }: OrderPatch, customerOf: PatchContext['customer'], faults: Fault[]) {
  if (clinic === undefined || clinic === order.clinic) return {};
  const customer = customerOf();
  if (!customer) return {};
  const clinics = clinicsOf(customer);
  if (clinic !== null && !clinics.includes(clinic)) faults.push(fault('/clinic', 'unknown_clinic', { clinics }));
  return { clinic: clinic ?? customer.clinic };
}

/** Where its laboratory has no profile nobody receives the order: the id may be a typing error. */
export function connectionWarnings({ laboratoryId }: Order, { laboratories, profiles }: Catalog): Warning[] {
  if (laboratoryId === null) return [];
  const laboratory = laboratories.get(laboratoryId);
  const profile = profiles.get(laboratoryId);
  return !laboratory || profile ? [] : [warning('/laboratoryId', 'laboratory_not_connected', laboratory)];
}

function patchedLaboratory(order: Order, { laboratoryId }: OrderPatch, { laboratories }: Catalog, faults: Fault[]) {
  if (laboratoryId === undefined || laboratoryId === order.laboratoryId) return {};
  if (laboratoryId === null) return { laboratoryId, laboratory: null };
  const laboratory = laboratories.get(laboratoryId);
  const report = reporting(faults, '/laboratoryId');
  if (!laboratory) report('', 'unknown_laboratory');
  else if (!laboratory.active) report('', 'inactive_laboratory', laboratory);
  return { laboratoryId, laboratory: laboratory ? laboratorySnapshot(laboratory) : null };
}
