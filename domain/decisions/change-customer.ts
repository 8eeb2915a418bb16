import type { Act } from '#domain/act.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { accept, type Decision, refuseFaults } from '#domain/decision.ts';
import { orderingCustomer } from '#domain/decisions/create-order.ts';
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
export function customerEffects(before: Order, after: Order) {
  const effects = [];
  if (before.customerId !== after.customerId) {
    const [from, to] = [before.customer, after.customer].map(({ firstName, lastName }) => `${firstName} ${lastName}`);
    effects.push(
      { field: 'customerId', from: before.customerId, to: after.customerId, message: `${to} orders, not ${from}.` },
      { field: 'actions', message: `${from} no longer sees the order; ${to} does.` },
    );
  }
  if (before.clinic !== after.clinic)
    effects.push({
      field: 'clinic',
      from: before.clinic,
      to: after.clinic,
      message: `The work is delivered to ${after.clinic}, not ${before.clinic}.`,
    });
  return effects;
}
