import { actorOf } from '#domain/kernel/caller.ts';
import {
  accept,
  below,
  type Decision,
  refuse,
  refuseFaults,
  type Warning,
  warning,
  withWarnings,
} from '#domain/kernel/decision.ts';
import type { WarningFacts } from '#domain/kernel/messages/messages.ts';
import { withUnknownMembers } from '#domain/kernel/stored.ts';
import type { Act } from '#domain/order/act.ts';
import { changedSincePublication } from '#domain/order/changes.ts';
import { change } from '#domain/order/decide.ts';
import { edit } from '#domain/order/decisions/edit-order.ts';
import { connectionWarnings } from '#domain/order/laboratory/connection.ts';
import {
  CustomerSnapshot,
  customerSnapshot,
  LaboratorySnapshot,
  laboratorySnapshot,
  type Order,
} from '#domain/order/order.ts';
import { planned } from '#domain/order/plan.ts';
import { readinessOf } from '#domain/order/readiness.ts';
import type { PublishOrder } from '#domain/order/requests/publish-order.ts';
import { isPlannedOnPublish } from '#domain/order/tasks.ts';

/** Publishes a draft, with a last edit in the same step. Refuses with everything that is missing at once. */
export const publishOrder = change('publishOrder', (order, { changes = {} }: PublishOrder, act) => {
  const { edited, faults, warnings } = edit(order, changes, act);
  // Publishing runs before faults are judged, so that the catalogue entries of both are read at once.
  const sent = withWarnings(sentToLaboratory(order, edited, act), [
    ...warnings,
    ...connectionWarnings(edited, act.catalog),
  ]);
  return faults.length > 0 ? below('/changes', refuseFaults(faults)) : sent;
});

/**
 * Publishes the draft and refreshes its copies of dentist and laboratory. With the setting `planOnPublish`, an order
 * without tasks gets its automatic plan if its laboratory is the tenant's own. `before` is the draft before its last
 * edit.
 */
function sentToLaboratory(before: Order, draft: Order, act: Act): Decision<Order> {
  const { caller, at, today, catalog } = act;
  const missing = readinessOf(draft, today, catalog);
  const customer = catalog.customers.get(draft.customerId);
  const laboratory = draft.laboratoryId && catalog.laboratories.get(draft.laboratoryId);
  // The plan depends on whether the laboratory is the tenant's own now.
  const snapshot = laboratory
    ? withUnknownMembers(LaboratorySnapshot, draft.laboratory, laboratorySnapshot(laboratory))
    : draft.laboratory;
  const { order, warnings } = withPlan({ ...draft, laboratory: snapshot }, act);
  if (missing.length > 0 || !customer || !laboratory)
    return refuse({ code: 'not_ready', errors: missing.map((fault) => ({ in: 'body', ...fault })) });
  const { laboratoryId } = laboratory;
  const prescription: Order = {
    ...order,
    publishedAt: at,
    publishedBy: actorOf(caller),
    customer: withUnknownMembers(CustomerSnapshot, draft.customer, customerSnapshot(customer)),
    returned: null,
  };
  const last = before.publication;
  const isAgain = last?.laboratoryId === laboratoryId;
  const reference = isAgain ? before.laboratoryWork?.laboratoryReference : undefined;
  const left = last && !isAgain ? [{ laboratoryId: last.laboratoryId, at }] : [];
  const earlier = [...left, ...(last?.earlier ?? [])].filter((other) => other.laboratoryId !== laboratoryId);
  return accept(
    {
      ...prescription,
      publication: {
        version: before.version + 1,
        revision: (last?.revision ?? 0) + 1,
        laboratoryId,
        changed: isAgain ? changedSincePublication(before, prescription) : null,
        ...(earlier.length > 0 && { earlier }),
      },
      laboratoryWork: reference === undefined ? null : { laboratoryReference: reference, journeys: [] },
    },
    warnings,
  );
}

/** Adds the automatic plan. Planning never blocks publishing: if no plan can be made, a warning says why. */
function withPlan(draft: Order, act: Act): { order: Order; warnings: Warning[] } {
  const unplanned = (...[why]: WarningFacts<'plan_not_made'>) => ({
    order: draft,
    warnings: [warning('/workPlan', 'plan_not_made', why)],
  });
  if (!isPlannedOnPublish(draft, act.settings)) return { order: draft, warnings: [] };
  if (draft.payroll.finalized) return unplanned({});
  const { order, faults } = planned(draft, act);
  const [fault] = faults;
  if (!fault) return { order, warnings: [] };
  return unplanned(fault.code === 'too_many_tasks' ? { tasks: fault.facts } : { pay: fault.facts });
}
