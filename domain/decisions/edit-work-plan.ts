import type { Act } from '#domain/act.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import { accept, type Decision, refuse, refuseFaults } from '#domain/decision.ts';
import type { Order } from '#domain/order.ts';
import { payLocked } from '#domain/payroll.ts';
import type { EditWorkPlan } from '#domain/requests.ts';
import { nextTasks } from '#domain/tasks.ts';

/** Technicians who are given a task that they did not have. */
export function editWorkPlanNeeds({ workPlan }: Order, { tasks }: EditWorkPlan): CatalogNeeds {
  const standing = new Map(workPlan.tasks.map(({ taskId, employeeId }) => [taskId, employeeId]));
  const assigned = tasks.filter(({ taskId, employeeId }) => !taskId || standing.get(taskId) !== employeeId);
  return { employees: assigned.flatMap(({ employeeId }) => employeeId ?? []) };
}

/** Replaces the whole list of tasks: edits, reorders, assigns, adds and removes. */
export function editWorkPlan(order: Order, { tasks: requests }: EditWorkPlan, act: Act): Decision<Order> {
  const { tasks, faults } = nextTasks(order, requests, act);
  if (faults.length > 0) return refuseFaults(faults);
  const next = { ...order, workPlan: { ...order.workPlan, tasks, outdated: false } };
  return payLocked(order, next) ? refuse({ code: 'payroll_finalized' }) : accept(next);
}
