import { orderingCustomer } from '#domain/catalog/ordering-customer.ts';
import { accept, type Effect, effect, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { customerSnapshot, type Order } from '#domain/order/order.ts';
import type { ChangeCustomer } from '#domain/order/requests/change-customer.ts';

/** Moves a draft to another active dentist of the tenant and to their home clinic. The same dentist changes nothing. */
export const changeCustomer = change(
  'changeCustomer',
  (order, { customerId }: ChangeCustomer, { catalog }) => {
    if (customerId === order.customerId) return accept(order);
    const { customer, faults } = orderingCustomer(customerId, catalog);
    if (!customer) return refuseFaults(faults);
    return accept({ ...order, customerId, customer: customerSnapshot(customer), clinic: customer.clinic });
  },
  customerEffects,
);

/** The effects of changing the customer, for a dry run. */
function customerEffects(before: Order, after: Order): Effect[] {
  const effects: Effect[] = [];
  const people = { from: before.customer, to: after.customer };
  const clinics = { from: before.clinic, to: after.clinic };
  const ids = { from: before.customerId, to: after.customerId };
  if (ids.from !== ids.to)
    effects.push(
      effect({ field: 'customerId', ...ids }, 'customer_changes', people),
      effect({ field: 'actions' }, 'reader_changes', people),
    );
  if (clinics.from !== clinics.to) effects.push(effect({ field: 'clinic', ...clinics }, 'clinic_changes', clinics));
  return effects;
}
