import type { NewOrderAct } from '#domain/act.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { clinicsOf } from '#domain/catalog.ts';
import { accept, below, type Decision, forbid, refuseFaults, type Warning, warning } from '#domain/decision.ts';
import { newDraft, orderingCustomer } from '#domain/decisions/create-order.ts';
import { editNeeds, laboratoryNeeds, patched } from '#domain/decisions/edit-order.ts';
import { handSetDropped } from '#domain/hand-set.ts';
import { renewedLine } from '#domain/lines.ts';
import { laboratorySnapshot, type Order } from '#domain/order.ts';
import type { CopyOrder } from '#domain/requests.ts';
import { forbiddenFields } from '#domain/rights.ts';

/** What a copy has to look up: all that travels, and what the changes add. */
export function copyNeeds(source: Order, { changes = {} }: CopyOrder): CatalogNeeds {
  const edit = editNeeds(source, changes);
  return {
    customers: [source.customerId],
    services: [...source.services.map(({ serviceId }) => serviceId), ...(edit.services ?? [])],
    ...laboratoryNeeds(source.laboratoryId, changes.laboratoryId),
  };
}

/** Makes a new draft from an order in any status, usually the same patient with other services; `source` says from which. */
export function copyOrder(source: Order, { changes = {} }: CopyOrder, act: NewOrderAct): Decision<Order> {
  // Prices set by hand do not travel, so one that stands in the source is set anew when it is sent.
  const pointers = forbiddenFields({ changes }, null, act.caller);
  if (pointers.length > 0) return forbid('body', pointers);
  const { customer, faults: customerFaults } = orderingCustomer(source.customerId, act.catalog.customers);
  if (customerFaults.length > 0) return refuseFaults(customerFaults);

  const laboratory = source.laboratoryId && act.catalog.laboratories.get(source.laboratoryId);
  const dropped: Warning[] = [];
  const services = source.services.flatMap((line) => {
    const renewed = renewedLine(line, act.catalog.services.get(line.serviceId), act.settings.currency);
    if (!renewed) dropped.push(warning('/services', 'service_dropped', line.service));
    return renewed ?? [];
  });
  const copy: Order = {
    ...newDraft(customer, act),
    source: source.number,
    root: source.root ?? source.number,
    clinic: clinicsOf(customer).includes(source.clinic) ? source.clinic : customer.clinic,
    laboratoryId: source.laboratoryId,
    laboratory: laboratory ? laboratorySnapshot(laboratory) : source.laboratory,
    patient: source.patient,
    toothNotation: source.toothNotation,
    services,
    enclosures: source.enclosures,
    note: source.note,
  };
  const { edited, faults, warnings } = patched(copy, changes, act, source.services);
  if (faults.length > 0) return below('/changes', refuseFaults(faults));
  const discount = source.discount ? [handSetDropped('/discount', 'The copy', ['discount'])] : [];
  return accept(edited, [...dropped, ...warnings, ...discount]);
}
