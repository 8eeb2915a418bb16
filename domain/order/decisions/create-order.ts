import { type Wanted, wanted } from '#domain/catalog/lookup.ts';
import { orderingCustomer, placeholderCustomer } from '#domain/catalog/ordering-customer.ts';
import type { ClinicCaller } from '#domain/kernel/caller.ts';
import { accept, below, type Decision, type Fault, refuseFaults, withWarnings } from '#domain/kernel/decision.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import type { NewOrderAct } from '#domain/order/act.ts';
import { making } from '#domain/order/decide.ts';
import { patched } from '#domain/order/decisions/edit-order.ts';
import { planWork } from '#domain/order/decisions/plan-work.ts';
import { publishOrder } from '#domain/order/decisions/publish-order.ts';
import { connectionWarnings } from '#domain/order/laboratory/connection.ts';
import { newDraft } from '#domain/order/new-draft.ts';
import type { Order } from '#domain/order/order.ts';
import type { CreateOrder } from '#domain/order/requests/create-order.ts';
import { forbidden } from '#domain/order/rights.ts';

/** The customer of a new order: dentists always order for themselves. */
function customerIdOf({ customerId }: CreateOrder, caller: ClinicCaller): Id | undefined {
  return caller.role === 'dentist' ? caller.customerId : customerId;
}

/** The catalogue entries that a request names. They are read together with the settings. */
export function catalogReferences(body: CreateOrder, caller: ClinicCaller): Wanted {
  const customerId = customerIdOf(body, caller);
  const laboratories = body.laboratoryId ? [body.laboratoryId] : [];
  const tasks = body.workPlan?.mode === 'manual' ? body.workPlan.tasks : [];
  return wanted({
    customers: customerId ? [customerId] : [],
    employees: tasks.flatMap(({ employeeId }) => employeeId ?? []),
    services: body.services?.map(({ serviceId }) => serviceId) ?? [],
    laboratories,
    profiles: laboratories,
  });
}

/** Saves an order as a draft. With `publish` it is also published, and if that is refused nothing is saved. */
export const createOrder = making(
  'createOrder',
  (_, body: CreateOrder, caller) => forbidden('body', body, null, caller) ?? accept(null),
  (_, body, act) => created(body, act),
);

function created(body: CreateOrder, act: NewOrderAct): Decision<Order> {
  const { draft, faults } = drafted(body, act);
  if (faults.length > 0) return refuseFaults(faults);
  const plan = body.workPlan ? planWork.decide(draft, body.workPlan, act) : accept(draft);
  // Faults of a manual plan are in /workPlan; those of an automatic plan are in the services.
  if (body.workPlan?.mode === 'manual' && plan.kind === 'refused') return below('/workPlan', plan);
  if (plan.kind === 'refused') return plan;
  if (body.publish) return withWarnings(publishOrder.decide(plan.accepted, {}, act), plan.warnings);
  return withWarnings(plan, connectionWarnings(draft, act.catalog));
}

/** The draft that a request describes, and all its faults. */
function drafted(body: CreateOrder, act: NewOrderAct): { draft: Order; faults: Fault[] } {
  const { customer, faults } = orderingCustomer(customerIdOf(body, act.caller), act.catalog);
  const draft = newDraft(customer ?? placeholderCustomer, act);
  const { edited, faults: others } = patched(draft, body, { customer: () => customer, shown: draft.services }, act);
  return { draft: edited, faults: [...faults, ...others] };
}
