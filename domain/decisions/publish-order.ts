import type { Act } from '#domain/act.ts';
import { actorOf } from '#domain/caller.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { accept, below, type Decision, refuse, refuseFaults } from '#domain/decision.ts';
import { patched } from '#domain/decisions/edit-order.ts';
import { customerSnapshot, laboratorySnapshot, type Order } from '#domain/order.ts';
import { readinessOf } from '#domain/readiness.ts';
import type { PublishOrder } from '#domain/requests.ts';

/** What publishing has to look up: everything the order refers to, after the last edit. */
export function publishNeeds(order: Order, { changes }: PublishOrder): CatalogNeeds {
  const laboratoryId = changes?.laboratoryId === undefined ? order.laboratoryId : changes.laboratoryId;
  const laboratories = laboratoryId ? [laboratoryId] : [];
  return {
    customers: [order.customerId],
    services: [...order.services, ...(changes?.services ?? [])].map(({ serviceId }) => serviceId),
    laboratories,
    profiles: laboratories,
  };
}

/** Sends a draft to its laboratory, with a last edit in the same step; refuses with all that is missing at once. */
export function publishOrder(order: Order, { changes = {} }: PublishOrder, act: Act): Decision<Order> {
  const { edited, faults } = patched(order, changes, act);
  return faults.length > 0 ? below('/changes', refuseFaults(faults)) : handOver(edited, act);
}

/** The draft becomes published, and what it says of dentist and laboratory is taken a last time. */
export function handOver(draft: Order, { caller, at, today, catalog }: Act): Decision<Order> {
  const missing = readinessOf(draft, today, catalog);
  const customer = catalog.customers.get(draft.customerId);
  const laboratory = draft.laboratoryId && catalog.laboratories.get(draft.laboratoryId);
  if (missing.length > 0 || !customer || !laboratory)
    return refuse({ code: 'not_ready', errors: missing.map((fault) => ({ in: 'body', ...fault })) });
  return accept({
    ...draft,
    status: 'published',
    publishedAt: at,
    publishedBy: actorOf(caller),
    customer: customerSnapshot(customer),
    laboratory: laboratorySnapshot(laboratory),
  });
}
