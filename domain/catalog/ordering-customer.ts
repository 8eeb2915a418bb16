import type { Catalog } from '#domain/catalog/catalog.ts';
import type { Customer } from '#domain/catalog/customers.ts';
import { type Fault, fault } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';

/** Takes the place of a faulty customer, so that the other faults are found as well. No order is stored with it. */
export const placeholderCustomer: Customer = {
  customerId: 'nobody',
  firstName: '',
  lastName: '',
  clinic: '',
  active: false,
  version: 0,
  updatedAt: null,
  updatedBy: null,
};

/**
 * The customer for whom an order may be made or to whom it may be moved: one that exists and is active; else the
 * faults.
 */
export function orderingCustomer(
  customerId: Id | undefined,
  { customers }: Catalog,
): { customer: Customer | undefined; faults: Fault[] } {
  const customer = customerId === undefined ? undefined : customers.get(customerId);
  if (customer?.active) return { customer, faults: [] };
  const at = '/customerId';
  const refused = (one: Fault) => ({ customer: undefined, faults: [one] });
  if (customerId === undefined) return refused(fault(at, 'customer_required'));
  return refused(customer ? fault(at, 'inactive_customer', customer) : fault(at, 'unknown_customer'));
}
