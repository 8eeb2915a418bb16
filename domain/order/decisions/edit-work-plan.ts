import { accept, refuse, refuseFaults } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import { lostByTasks } from '#domain/order/hand-set.ts';
import type { Order, Task } from '#domain/order/order.ts';
import { payLocked } from '#domain/order/payroll.ts';
import type { EditWorkPlan } from '#domain/order/requests/edit-work-plan.ts';
import { doneTasksRemoved, isOutdated, nextTasks } from '#domain/order/tasks.ts';

/** Whether every task fits its line, and every line whose service has task templates has a task. */
function fits(tasks: readonly Task[], order: Order): boolean {
  const unplanned = new Set(order.workPlan.unplannedServices.map(({ serviceId }) => serviceId));
  const planned = order.services.filter(({ serviceId }) => !unplanned.has(serviceId));
  return (
    tasks.every((task) => !isOutdated(task, order)) &&
    planned.every((line) => tasks.some((task) => task.lineId === line.lineId || task.serviceId === line.serviceId))
  );
}

/** Replaces the list of tasks: edits, reorders, assigns, adds and removes. */
export const editWorkPlan = change('editWorkPlan', (order, { tasks: requests }: EditWorkPlan, act) => {
  const { tasks, faults } = nextTasks(order, requests, act);
  const outdated = order.workPlan.outdated && !fits(tasks, order);
  const next = { ...order, workPlan: { ...order.workPlan, tasks, outdated } };
  if (payLocked(order, next)) return refuse({ code: 'payroll_finalized' });
  if (faults.length > 0) return refuseFaults(faults);
  const { tasks: before } = order.workPlan;
  return accept(next, [...doneTasksRemoved(before, tasks), ...lostByTasks(before, requests, tasks)]);
});
