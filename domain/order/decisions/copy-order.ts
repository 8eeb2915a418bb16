import { clinicsOf } from '#domain/catalog/customers.ts';
import { orderingCustomer, placeholderCustomer } from '#domain/catalog/ordering-customer.ts';
import { accept, below, type Decision, refuseFaults, type Warning, warning } from '#domain/kernel/decision.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import { actions } from '#domain/order/actions.ts';
import { admit, making } from '#domain/order/decide.ts';
import { patched } from '#domain/order/decisions/edit-order.ts';
import { handSetDropped } from '#domain/order/hand-set.ts';
import { connectionWarnings } from '#domain/order/laboratory/connection.ts';
import { copiedLine } from '#domain/order/lines.ts';
import { newDraft } from '#domain/order/new-draft.ts';
import { laboratorySnapshot, type Order } from '#domain/order/order.ts';
import type { CopyOrder } from '#domain/order/requests/copy-order.ts';
import { forbidden } from '#domain/order/rights.ts';
import { publishedTo } from '#domain/order/statuses.ts';

/**
 * Makes a new draft from an order in any status, also because its work has failed; `source` is the
 * order it was copied from.
 */
export const copyOrder = making(
  'copyOrder',
  (source, body: CopyOrder, caller) => admit(actions.copyOrder.roles, source, body, caller),
  copied,
);

function copied(source: Order, { changes = {}, remake }: CopyOrder, act: NewOrderAct): Decision<Order> {
  // The copy has no prices set by hand, so rights are checked as for a new order.
  const refused = forbidden('body', { changes }, null, act.caller);
  if (refused) return refused;
  const { customer, faults: customerFaults } = orderingCustomer(source.customerId, act.catalog);

  const laboratory = source.laboratoryId && act.catalog.laboratories.get(source.laboratoryId);
  const dropped: Warning[] = [];
  const services = source.services.flatMap((line) => {
    const renewed = copiedLine(line, act.catalog.services.get(line.serviceId), act.settings.currency);
    if (!renewed) dropped.push(warning('/services', 'service_dropped', { name: line.service.name }));
    return renewed ?? [];
  });
  const copy: Order = {
    ...newDraft(customer ?? placeholderCustomer, act),
    source: source.number,
    root: source.root ?? source.number,
    sourceSentTo: publishedTo(source),
    remake: remake ?? null,
    clinic:
      customer && clinicsOf(customer).includes(source.clinic)
        ? source.clinic
        : (customer ?? placeholderCustomer).clinic,
    laboratoryId: source.laboratoryId,
    laboratory: laboratory ? laboratorySnapshot(laboratory) : source.laboratory,
    patient: source.patient,
    toothNotation: source.toothNotation,
    services,
    enclosures: source.enclosures,
    note: source.note,
  };
  const basis = { customer: () => customer, shown: source.services };
  const { edited, faults, warnings } = patched(copy, changes, basis, act);
  const connection = connectionWarnings(edited, act.catalog);
  // Everything is looked up before the first refusal, so that the catalogue is read only once.
  if (customerFaults.length > 0) return refuseFaults(customerFaults);
  if (faults.length > 0) return below('/changes', refuseFaults(faults));
  const discount = source.discount ? [handSetDropped('/discount', {}, ['discount'])] : [];
  const isOdd = remake !== undefined && source.publication === null;
  const neverSent = isOdd ? [warning('/remake', 'source_never_sent', { number: source.number })] : [];
  return accept(edited, [...neverSent, ...dropped, ...warnings, ...connection, ...discount]);
}
