import type { Customer } from '#domain/catalog/customers.ts';
import { actorOf } from '#domain/kernel/caller.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import { customerSnapshot, noPayroll, noPlan, type Order } from '#domain/order/order.ts';

/** An empty draft of a customer. */
export function newDraft(customer: Customer, { number, caller, at, settings }: NewOrderAct): Order {
  const by = actorOf(caller);
  return {
    tenantId: caller.tenantId,
    number,
    status: 'draft',
    source: null,
    root: null,
    sourceSentTo: [],
    remake: null,
    customerId: customer.customerId,
    customer: customerSnapshot(customer),
    clinic: customer.clinic,
    laboratoryId: null,
    laboratory: null,
    patient: {},
    toothNotation: null,
    services: [],
    enclosures: [],
    dueDate: null,
    note: null,
    currency: settings.currency,
    discount: null,
    workPlan: noPlan,
    payroll: noPayroll,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
    publishedAt: null,
    publishedBy: null,
    publication: null,
    returned: null,
    laboratoryWork: null,
    cancelledAt: null,
    cancelledBy: null,
    cancelReason: null,
    version: 0,
    laboratoryVersion: 0,
    createdWith: null,
    recent: [],
  };
}
