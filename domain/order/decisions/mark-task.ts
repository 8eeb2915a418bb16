import { actorOf } from '#domain/kernel/caller.ts';
import { accept, refuse } from '#domain/kernel/decision.ts';
import { change } from '#domain/order/decide.ts';
import type { MarkTask } from '#domain/order/requests/mark-task.ts';
import { mayMark } from '#domain/order/tasks.ts';

/** Marks a task done, or takes that back. Technicians mark their own tasks. It changes no status. */
export const markTask = change('markTask', (order, { taskId, done }: MarkTask & { taskId: string }, { caller, at }) => {
  const task = order.workPlan.tasks.find((one) => one.taskId === taskId);
  if (!task) return refuse({ code: 'not_found' });
  if (!mayMark(task, caller)) return refuse({ code: 'forbidden', because: 'otherTask' });
  if ((task.doneAt !== undefined) === done) return accept(order);
  const { doneAt: _at, doneBy: _by, ...open } = task;
  const marked = done ? { ...open, doneAt: at, doneBy: actorOf(caller) } : open;
  const tasks = order.workPlan.tasks.map((one) => (one === task ? marked : one));
  return accept({ ...order, workPlan: { ...order.workPlan, tasks } });
});
