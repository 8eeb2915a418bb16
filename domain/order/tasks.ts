import type { TaskTemplate } from '#domain/catalog/services.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import { type Fault, fault, type Report, reporting, type Warning, warning, within } from '#domain/kernel/decision.ts';
import { merge } from '#domain/kernel/merge.ts';
import { same } from '#domain/kernel/same.ts';
import type { Act } from '#domain/order/act.ts';
import { bounds, type Line, type Order, type Task } from '#domain/order/order.ts';
import { nextPrice } from '#domain/order/price.ts';
import type { TaskRequest } from '#domain/order/requests/edit-work-plan.ts';

/**
 * The id of an automatic task: service and template, and for a per-unit template also the line. Ids contain no dots, so
 * the two forms cannot collide.
 */
export const taskIdOf = ({ lineId, serviceId }: Line, { per, templateId }: TaskTemplate): string =>
  per === 'unit' ? `${lineId}.${serviceId}.${templateId}` : `${serviceId}.${templateId}`;

/** Whether a task belongs to a per-order template: it is done once for its service, however many lines there are. */
const isOncePerOrder = (taskId: string): boolean => taskId.split('.').length === 2;

/**
 * The tasks after a request, in its order, and all faults; pointers start at `tasks`. A task with a known `taskId`
 * keeps the members that the request does not name; null clears.
 */
export function nextTasks(
  order: Order,
  requests: readonly TaskRequest[],
  act: Act,
): { tasks: Task[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const tasks = requests.map((request, index) => {
    const report = reporting(faults, `/tasks/${index}`);
    const current = order.workPlan.tasks.find(({ taskId }) => taskId === request.taskId);
    if (request.taskId && !current) report('/taskId', 'unknown_task');
    if (request.taskId && requests.findIndex(({ taskId }) => taskId === request.taskId) < index)
      report('/taskId', 'duplicate_task');
    return nextTask(order, request, current, act, report);
  });
  return { tasks, faults };
}

function nextTask(order: Order, request: TaskRequest, current: Task | undefined, act: Act, report: Report): Task {
  const { taskId: _, origin, serviceId, templateId, doneAt, doneBy, quantity, ...rest } = request;
  const shown = new Map(Object.entries(current ?? {}));
  for (const [member, sent] of Object.entries({ origin, serviceId, templateId, doneAt, doneBy }))
    if (sent !== undefined && !same(sent, shown.get(member))) report(`/${member}`, 'read_only');

  const line = order.services.find(({ lineId }) => lineId === rest.lineId);
  if (rest.lineId && rest.lineId !== current?.lineId && !line) report('/lineId', 'unknown_line');
  if (rest.employeeId && rest.employeeId !== current?.employeeId) {
    const employee = act.catalog.employees.get(rest.employeeId);
    if (!employee) report('/employeeId', 'unknown_employee');
    else if (!employee.active) report('/employeeId', 'inactive_employee', employee);
  }
  const price = nextPrice(rest.price, current?.price, order.currency, within(report, '/price'));

  const task: Task = current ?? { taskId: act.newId(), name: rest.name, origin: 'manual', quantity: 1 };
  return merge<Task>(task, {
    ...rest,
    price,
    quantity: quantity === null ? 1 : quantity,
    ...(rest.lineId !== undefined && rest.lineId !== current?.lineId && { serviceId: line?.serviceId ?? null }),
  });
}

/** A fault: more tasks than an order may have. */
export function tooManyTasks(count: number, pointer: string): Fault<'too_many_tasks'> {
  return fault(pointer, 'too_many_tasks', { count, most: bounds.tasks });
}

/**
 * Whether publishing is to make the automatic plan: with the setting `planOnPublish`, for the tenant's own laboratory, while
 * there is no task.
 */
export const isPlannedOnPublish = ({ workPlan, laboratory }: Order, { planOnPublish }: Settings): boolean =>
  planOnPublish && laboratory?.own === true && workPlan.tasks.length === 0;

/** A warning when work is planned that another laboratory does, for which the tenant's technicians would be paid. */
export const notOurLaboratory = ({ laboratory }: Order): Warning[] =>
  laboratory && !laboratory.own ? [warning('/laboratoryId', 'not_our_laboratory', { name: laboratory.name })] : [];

/** Whether an automatic task no longer fits the order: its line or service is gone, or the quantity has changed. */
export function isOutdated({ origin, taskId, lineId, serviceId, quantity }: Task, { services }: Order): boolean {
  if (origin === 'manual') return false;
  if (isOncePerOrder(taskId)) return !services.some((line) => line.serviceId === serviceId);
  return !services.some((line) => line.lineId === lineId && line.serviceId === serviceId && line.quantity === quantity);
}

/** Whether a task is still to be done. */
export const isToDo = ({ doneAt }: Pick<Task, 'doneAt'>): boolean => doneAt === undefined;

/** Whether a task is to be done after its order is due. */
export const isAfterDueDate = (task: Pick<Task, 'dueDate' | 'doneAt'>, { dueDate }: Pick<Order, 'dueDate'>): boolean =>
  isToDo(task) && task.dueDate !== undefined && dueDate !== null && task.dueDate > dueDate;

/** Whether the caller may say of a task that it is done: technicians may of their own ones. */
export const mayMark = ({ employeeId }: Pick<Task, 'employeeId'>, caller: Caller): boolean =>
  caller.role !== 'technician' || employeeId === caller.employeeId;

/** Warnings for tasks that were done and are no longer in the plan. */
export const doneTasksRemoved = (before: readonly Task[], after: readonly Task[]): Warning[] =>
  before
    .filter((done) => !isToDo(done) && after.every(({ taskId }) => taskId !== done.taskId))
    .map(({ taskId, name }) => ({ ...warning('/workPlan', 'done_task_removed', { task: name }), taskId }));

/** Warnings about the plan: it is outdated, a task no longer fits, or a task is due after the order. */
export function taskWarnings(order: Order): Warning[] {
  const { workPlan } = order;
  const warned = workPlan.tasks.flatMap((task, index): Warning[] => {
    const place = `/workPlan/tasks/${index}`;
    const warnings: Warning[] = [];
    if (task.dueDate && isAfterDueDate(task, order))
      warnings.push(warning(`${place}/dueDate`, 'task_after_due_date', { task: task.name, date: task.dueDate }));
    if (isOutdated(task, order)) warnings.push(warning(place, 'task_outdated', { task: task.name }));
    return warnings;
  });
  return workPlan.outdated ? [warning('/workPlan', 'plan_outdated'), ...warned] : warned;
}
