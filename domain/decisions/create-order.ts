import type { NewOrderAct } from '#domain/act.ts';
import { actorOf, type ClinicCaller } from '#domain/caller.ts';
import type { CatalogNeeds, Customer } from '#domain/catalog.ts';
import { accept, below, type Decision, type Fault, fault, refuseFaults, warned } from '#domain/decision.ts';
import { laboratoryNeeds, patched } from '#domain/decisions/edit-order.ts';
import { planWork } from '#domain/decisions/plan-work.ts';
import { handOver } from '#domain/decisions/publish-order.ts';
import type { Id } from '#domain/identifiers.ts';
import { customerSnapshot, noPayroll, noPlan, type Order } from '#domain/order.ts';
import { defaultEmployees } from '#domain/plan.ts';
import type { CreateOrder } from '#domain/requests.ts';

/** The customer a request means: a dentist is always their own. */
function customerIdOf({ customerId }: CreateOrder, caller: ClinicCaller): Id | undefined {
  return caller.role === 'dentist' ? caller.customerId : customerId;
}

/** What a new order has to look up, and what publishing it at once adds. */
export function createNeeds(body: CreateOrder, caller: ClinicCaller): CatalogNeeds {
  const customerId = customerIdOf(body, caller);
  const plan = body.workPlan;
  return {
    customers: customerId ? [customerId] : [],
    employees: plan?.mode === 'manual' ? plan.tasks.flatMap(({ employeeId }) => employeeId ?? []) : [],
    services: body.services?.map(({ serviceId }) => serviceId) ?? [],
    ...laboratoryNeeds(body.laboratoryId),
  };
}

/** The technicians that the plan would name, where one is made at once. */
export function createNeedsThen(body: CreateOrder, act: NewOrderAct): CatalogNeeds {
  const plans = body.workPlan?.mode === 'automatic' || (body.publish && act.settings.planOnPublish);
  return plans ? { employees: defaultEmployees(drafted(body, act).draft, act.catalog) } : {};
}

/** Saves an order as a draft; with `publish` it is sent in the same step, or nothing is saved at all. */
export function createOrder(body: CreateOrder, act: NewOrderAct): Decision<Order> {
  const { draft, faults, warnings } = drafted(body, act);
  if (faults.length > 0) return refuseFaults(faults);
  const plan = body.workPlan ? planWork(draft, body.workPlan, act) : accept(draft);
  // An automatic plan is at fault in what it plans, one by hand in itself.
  if (body.workPlan?.mode === 'manual' && 'refused' in plan) return below('/workPlan', plan);
  if ('refused' in plan) return plan;
  return warned(body.publish ? handOver(plan.accepted, act) : plan, warnings);
}

/** The draft that a request describes, with every fault in it and what its sender should know. */
function drafted(body: CreateOrder, act: NewOrderAct) {
  const { customer, faults } = orderingCustomer(customerIdOf(body, act.caller), act.catalog.customers);
  const { edited, faults: others, warnings } = patched(newDraft(customer, act), body, act);
  return { draft: edited, faults: [...faults, ...others], warnings };
}

/** Stands in for a customer at fault, so that the other faults are found too; no order is ever made for it. */
const nobody: Customer = {
  customerId: 'nobody',
  firstName: '',
  lastName: '',
  clinic: '',
  active: false,
  version: 0,
  updatedAt: null,
  updatedBy: null,
};

/** The customer an order may be made for or moved to: known and active. */
export function orderingCustomer(customerId: Id | undefined, customers: Map<Id, Customer>) {
  const customer = customerId === undefined ? undefined : customers.get(customerId);
  if (customer?.active) return { customer, faults: [] };
  const at = '/customerId';
  const refused = (one: Fault) => ({ customer: nobody, faults: [one] });
  if (customerId === undefined) return refused(fault(at, 'customer_required'));
  return refused(customer ? fault(at, 'inactive_customer', customer) : fault(at, 'unknown_customer'));
}

/** A draft of this customer with nothing on it yet. */
export function newDraft(customer: Customer, { number, caller, at, settings }: NewOrderAct): Order {
  const by = actorOf(caller);
  return {
    tenantId: caller.tenantId,
    number,
    status: 'draft',
    source: null,
    root: null,
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
    cancelledAt: null,
    cancelledBy: null,
    cancelReason: null,
    version: 0,
    createdWith: null,
    recent: [],
  };
}
