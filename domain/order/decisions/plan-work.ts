import * as z from 'zod/mini';
import { accept, type Decision, type Effect, effect, fault, refuse, refuseFaults } from '#domain/kernel/decision.ts';
import { knownMembers } from '#domain/kernel/stored.ts';
import type { Act } from '#domain/order/act.ts';
import { change } from '#domain/order/decide.ts';
import { bounds, type Order, Task } from '#domain/order/order.ts';
import { payLocked } from '#domain/order/payroll.ts';
import { planned } from '#domain/order/plan.ts';
import type { PlanWork } from '#domain/order/requests/plan-work.ts';
import { nextTasks, notOurLaboratory, tooManyTasks } from '#domain/order/tasks.ts';

/**
 * Adds tasks to the plan: those that the services still lack, or those in the request. Existing tasks stay unchanged.
 */
export const planWork = change(
  'planWork',
  (order, plan: PlanWork, act) =>
    plan.mode === 'automatic' ? planAutomatically(order, act) : addTasks(order, plan.tasks, act),
  planEffects,
);

function planAutomatically(order: Order, act: Act): Decision<Order> {
  if (order.services.length === 0) return refuseFaults([fault('/services', 'services_missing')]);
  const { order: next, faults } = planned(order, act);
  if (payLocked(order, next)) return refuse({ code: 'payroll_finalized' });
  return faults.length > 0 ? refuseFaults(faults) : accept(next, notOurLaboratory(order));
}

function addTasks(order: Order, requests: Extract<PlanWork, { mode: 'manual' }>['tasks'], act: Act): Decision<Order> {
  const { tasks, faults } = nextTasks(order, requests, act);
  const all = [...order.workPlan.tasks, ...tasks];
  if (all.length > bounds.tasks) faults.push(tooManyTasks(all.length, '/tasks'));
  const next = { ...order, workPlan: { ...order.workPlan, tasks: all } };
  if (payLocked(order, next)) return refuse({ code: 'payroll_finalized' });
  return faults.length > 0 ? refuseFaults(faults) : accept(next, notOurLaboratory(order));
}

const visibleTask = z.omit(Task, { leadDays: true });

/** The tasks that planning adds, for a dry run. */
function planEffects(before: Order, after: Order): Effect[] {
  const existing = new Set(before.workPlan.tasks.map(({ taskId }) => taskId));
  return after.workPlan.tasks
    .filter(({ taskId }) => !existing.has(taskId))
    .map((task) => {
      const facts = { task: task.name, date: task.dueDate, employeeId: task.employeeId };
      return effect({ field: 'workPlan', to: knownMembers(visibleTask, task) }, 'task_added', facts);
    });
}
