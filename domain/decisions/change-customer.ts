import type { Act } from '#domain/act.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { accept, type Decision, type Effect, refuseFaults } from '#domain/decision.ts';
import { orderingCustomer } from '#domain/decisions/create-order.ts';
import { effectMessage } from '#domain/messages/messages.ts';
import { customerSnapshot, type Order } from '#domain/order.ts';
import type { ChangeCustomer } from '#domain/requests.ts';

/** The dentist whom an order is moved to. */
export function customerNeeds(order: Order, { customerId }: ChangeCustomer): CatalogNeeds {
  return { customers: customerId === order.customerId ? [] : [customerId] };
}

/** Moves a draft to another active dentist of the tenant, and to their home clinic. The same dentist: nothing happens. */
export function changeCustomer(order: Order, { customerId }: ChangeCustomer, { catalog }: Act): Decision<Order> {
  if (customerId === order.customerId) return accept(order);
  const { customer, faults } = orderingCustomer(customerId, catalog.customers);
  if (faults.length > 0) return refuseFaults(faults);
  return accept({ ...order, customerId, customer: customerSnapshot(customer), clinic: customer.clinic });
}

/** What changing the customer does, for people to read before they do it. */
export function customerEffects(before: Order, after: Order): Effect[] {
  const effects: Effect[] = [];
  const people = { from: before.customer, to: after.customer };
  const clinics = { from: before.clinic, to: after.clinic };
  const ids = { from: before.customerId, to: after.customerId };
  if (ids.from !== ids.to)
    effects.push(
      { field: 'customerId', ...ids, message: effectMessage('customer_changes', people) },
      { field: 'actions', message: effectMessage('reader_changes', people) },
    );
  if (clinics.from !== clinics.to)
    effects.push({ field: 'clinic', ...clinics, message: effectMessage('clinic_changes', clinics) });
  return effects;
}
