import type { Catalog } from '#domain/catalog/catalog.ts';
import { type Customer, clinicsOf } from '#domain/catalog/customers.ts';
import { accept, type Fault, fault, refuseFaults, reporting, type Warning } from '#domain/kernel/decision.ts';
import { merge } from '#domain/kernel/merge.ts';
import { same } from '#domain/kernel/same.ts';
import type { Act } from '#domain/order/act.ts';
import { change } from '#domain/order/decide.ts';
import { lostByLines } from '#domain/order/hand-set.ts';
import { connectionWarnings } from '#domain/order/laboratory/connection.ts';
import { nextLines } from '#domain/order/lines.ts';
import { type Line, laboratorySnapshot, type Order } from '#domain/order/order.ts';
import type { OrderPatch } from '#domain/order/requests/edit-order.ts';

/** Changes the fields that the request names; the rest of the draft stays. */
export const editOrder = change('editOrder', (order, patch: OrderPatch, act) => {
  const { edited, faults, warnings } = edit(order, patch, act);
  // Checked only for a new laboratory, so that other edits need not read it.
  const connection = edited.laboratoryId === order.laboratoryId ? [] : connectionWarnings(edited, act.catalog);
  return faults.length > 0 ? refuseFaults(faults) : accept(edited, [...warnings, ...connection]);
});

/** Applies a patch to an existing draft: the edited order, all faults, and warnings. */
export const edit = (order: Order, patch: OrderPatch, act: Act) =>
  patched(order, patch, { customer: () => act.catalog.customers.get(order.customerId), shown: order.services }, act);

/** What a patch is checked against: the dentist who orders, if known, and the lines that the sender has seen. */
type PatchContext = { customer: () => Customer | undefined; shown: readonly Line[] };

/** Applies a merge patch (RFC 7396) to an order: the edited order, all faults, and warnings. */
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
  // 18 codes are valid in both FDI and Universal and mean different teeth, so the notation is never guessed.
  if (
    !notation &&
    (services.some(({ teeth }) => teeth.length > 0) ||
      patch.services?.some(({ teeth, pontics }) => teeth?.length || pontics?.length))
  )
    faults.push(fault('/toothNotation', 'tooth_notation_required'));

  const dateOfBirth = patch.patient?.dateOfBirth;
  // The stored date may be sent back unchanged.
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

/** Whether the automatic plan no longer fits the lines, because lines, services or quantities have changed. */
function outdates({ workPlan, services: before }: Order, after: Order['services']): boolean {
  const planned = workPlan.tasks.some(({ origin }) => origin === 'automatic');
  const relevant = (lines: Order['services']) =>
    lines.map(({ lineId, serviceId, quantity }) => ({ lineId, serviceId, quantity }));
  return planned && !same(relevant(before), relevant(after));
}

/** The clinic must be one of the customer's. Clearing it sets the home clinic. */
function patchedClinic(order: Order, { clinic }: OrderPatch, customerOf: PatchContext['customer'], faults: Fault[]) {
  if (clinic === undefined || clinic === order.clinic) return {};
  const customer = customerOf();
  if (!customer) return {};
  const clinics = clinicsOf(customer);
  if (clinic !== null && !clinics.includes(clinic)) faults.push(fault('/clinic', 'unknown_clinic', { clinics }));
  return { clinic: clinic ?? customer.clinic };
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
