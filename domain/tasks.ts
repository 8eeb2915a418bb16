import type { Act } from '#domain/act.ts';
import type { Fault, Warning } from '#domain/decision.ts';
import { merge } from '#domain/merge.ts';
import { Price } from '#domain/money.ts';
import { bounds, type Order, type Task } from '#domain/order.ts';
import type { TaskRequest } from '#domain/requests.ts';
import { same } from '#domain/same.ts';
import { renewed } from '#domain/stored.ts';
import { isOncePerOrder } from '#domain/task-ids.ts';

/**
 * Tasks as a request leaves them, in its order, with every fault in it; pointers start at `tasks`. A task that the order
 * knows by its `taskId` keeps what the request does not name; null clears.
 */
export function nextTasks(
  order: Order,
  requests: readonly TaskRequest[],
  act: Act,
): { tasks: Task[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const tasks = requests.map((request, index) => {
    const fault = (member: string, code: string, message: string) =>
      void faults.push({ pointer: `/tasks/${index}/${member}`, code, message });
    const standing = order.workPlan.tasks.find(({ taskId }) => taskId === request.taskId);
    if (request.taskId && !standing)
      fault('taskId', 'unknown_task', 'The plan has no such task; leave taskId out to add one.');
    if (request.taskId && requests.findIndex(({ taskId }) => taskId === request.taskId) < index)
      fault('taskId', 'duplicate_task', 'Name each task once.');
    return nextTask(order, request, standing, act, fault);
  });
  return { tasks, faults };
}

type Report = (member: string, code: string, message: string) => void;

function nextTask(order: Order, request: TaskRequest, standing: Task | undefined, act: Act, fault: Report): Task {
  const { taskId: _, origin, serviceId, templateId, quantity, ...rest } = request;
  const shown = new Map(Object.entries(standing ?? {}));
  for (const [member, sent] of Object.entries({ origin, serviceId, templateId }))
    if (sent !== undefined && !same(sent, shown.get(member)))
      fault(member, 'read_only', 'This member cannot be set; leave it out.');

  const line = order.services.find(({ lineId }) => lineId === rest.lineId);
  if (rest.lineId && rest.lineId !== standing?.lineId && !line)
    fault('lineId', 'unknown_line', 'The order has no such line.');
  if (rest.employeeId && rest.employeeId !== standing?.employeeId) {
    const employee = act.catalog.employees.get(rest.employeeId);
    if (!employee) fault('employeeId', 'unknown_employee', 'You have no such employee.');
    else if (!employee.active)
      fault('employeeId', 'inactive_employee', `${employee.firstName} ${employee.lastName} is no longer active.`);
  }
  if (rest.price && rest.price.currency !== order.currency)
    fault('price/currency', 'other_currency', `The order is in ${order.currency}.`);

  const task: Task = standing ?? { taskId: act.newId(), name: rest.name, origin: 'manual', quantity: 1 };
  return merge<Task>(task, {
    ...rest,
    price: renewed(Price, standing?.price, rest.price),
    quantity: quantity === null ? 1 : quantity,
    ...(rest.lineId !== undefined && rest.lineId !== standing?.lineId && { serviceId: line?.serviceId ?? null }),
  });
}

/** More tasks than an order takes. */
export function tooManyTasks(count: number, pointer: string): Fault {
  const message = `The plan would have ${count} tasks; an order takes at most ${bounds.tasks}.`;
  return { pointer, code: 'too_many_tasks', message };
}

/** Whether a task of the automatic plan no longer fits the order: what it was planned for has gone, or its number changed. */
export function isStale({ origin, taskId, lineId, serviceId, quantity }: Task, { services }: Order): boolean {
  if (origin === 'manual') return false;
  if (isOncePerOrder(taskId)) return !services.some((line) => line.serviceId === serviceId);
  return !services.some((line) => line.lineId === lineId && line.serviceId === serviceId && line.quantity === quantity);
}

/** A plan that the services have left behind, tasks that no longer fit their line, and tasks done only after the order is due. */
export function taskWarnings(order: Order): Warning[] {
  const { workPlan, dueDate } = order;
  const warned = workPlan.tasks.flatMap((task, index): Warning[] => {
    const warn = (member: string, code: string, message: string) => ({
      pointer: `/workPlan/tasks/${index}${member}`,
      code,
      message: `"${task.name}" ${message}`,
    });
    const warnings: Warning[] = [];
    if (dueDate && task.dueDate && task.dueDate > dueDate)
      warnings.push(warn('/dueDate', 'task_after_due_date', `is done on ${task.dueDate}, after the order is due.`));
    if (isStale(task, order))
      warnings.push(warn('', 'task_outdated', 'no longer fits the services; change or remove it in the work plan.'));
    return warnings;
  });
  return workPlan.outdated ? [planOutdated, ...warned] : warned;
}

const planOutdated: Warning = {
  pointer: '/workPlan',
  code: 'plan_outdated',
  message: 'The services have changed since the work was planned.',
};
