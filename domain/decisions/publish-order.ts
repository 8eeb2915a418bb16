import type { Act } from '#domain/act.ts';
import { actorOf } from '#domain/caller.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { accept, below, type Decision, refuse, refuseFaults, type Warning, warned, warning } from '#domain/decision.ts';
import { laboratoryNeeds, patched } from '#domain/decisions/edit-order.ts';
import {
  CustomerSnapshot,
  customerSnapshot,
  LaboratorySnapshot,
  laboratorySnapshot,
  type Order,
} from '#domain/order.ts';
import { defaultEmployees, planned } from '#domain/plan.ts';
import { readinessOf } from '#domain/readiness.ts';
import type { PublishOrder } from '#domain/requests.ts';
import { renewed } from '#domain/stored.ts';

/** What publishing has to look up: everything the order refers to, after the last edit. */
export function publishNeeds(order: Order, { changes }: PublishOrder): CatalogNeeds {
  const laboratoryId = changes?.laboratoryId === undefined ? order.laboratoryId : changes.laboratoryId;
  return {
    customers: [order.customerId],
    services: [...order.services, ...(changes?.services ?? [])].map(({ serviceId }) => serviceId),
    ...laboratoryNeeds(laboratoryId),
  };
}

/** Sends a draft to its laboratory, with a last edit in the same step; refuses with all that is missing at once. */
export function publishOrder(order: Order, { changes = {} }: PublishOrder, act: Act): Decision<Order> {
  const { edited, faults, warnings } = patched(order, changes, act);
  return faults.length > 0 ? below('/changes', refuseFaults(faults)) : warned(handOver(edited, act), warnings);
}

/** With `planOnPublish`, the technicians that the plan would name. */
export function publishNeedsThen(order: Order, { changes = {} }: PublishOrder, act: Act): CatalogNeeds {
  const { edited } = patched(order, changes, act);
  return plansOnPublish(edited, act) ? { employees: defaultEmployees(edited, act.catalog) } : {};
}

/**
 * The draft becomes published, and what it says of dentist and laboratory is taken a last time. With `planOnPublish` and
 * no task yet it gets its automatic plan.
 */
export function handOver(draft: Order, act: Act): Decision<Order> {
  const { caller, at, today, catalog } = act;
  const missing = readinessOf(draft, today, catalog);
  const customer = catalog.customers.get(draft.customerId);
  const laboratory = draft.laboratoryId && catalog.laboratories.get(draft.laboratoryId);
  if (missing.length > 0 || !customer || !laboratory)
    return refuse({ code: 'not_ready', errors: missing.map((fault) => ({ in: 'body', ...fault })) });
  const { order, warnings } = withPlan(draft, act);
  return accept(
    {
      ...order,
      status: 'published',
      publishedAt: at,
      publishedBy: actorOf(caller),
      customer: renewed(CustomerSnapshot, draft.customer, customerSnapshot(customer)),
      laboratory: renewed(LaboratorySnapshot, draft.laboratory, laboratorySnapshot(laboratory)),
    },
    warnings,
  );
}

const plansOnPublish = ({ workPlan }: Order, { settings }: Act) =>
  settings.planOnPublish && workPlan.tasks.length === 0;

/** No plan stands in the way of sending an order: where none can be made, a warning says so. */
function withPlan(draft: Order, act: Act): { order: Order; warnings: Warning[] } {
  const unplanned = (facts: { fault?: string }) => ({
    order: draft,
    warnings: [warning('/workPlan', 'plan_not_made', facts)],
  });
  if (!plansOnPublish(draft, act)) return { order: draft, warnings: [] };
  if (draft.payroll.finalized) return unplanned({});
  const { order, faults } = planned(draft, act);
  const [fault] = faults;
  return fault ? unplanned({ fault: fault.message }) : { order, warnings: [] };
}
