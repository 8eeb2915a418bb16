import type { Order, Service, Settings } from '#desk/api/client.ts';
import { settingsFrom, storedOf, withLeads } from '#desk/order/stored-order.ts';
import { type PlanChanges, planChanges } from '#desk/order/work/plan/plan-changes.ts';
import { dateIn } from '#domain/kernel/calendar.ts';
import type { Messages } from '#domain/kernel/messages/en.ts';
import { inWords } from '#domain/kernel/messages/messages.ts';
import { dueDateWarnings } from '#domain/order/due-date.ts';
import type { Task } from '#domain/order/order.ts';
import { redated } from '#domain/order/plan.ts';
import { isAfterDueDate, isToDo, taskWarnings } from '#domain/order/tasks.ts';

type Known = { services: readonly Service[]; settings: Partial<Settings> };

/**
 * The plan with its dates taken from the due date: the tasks that change, the body that saves it, and what is unusual then.
 */
export type NewDates = {
  changed: PlanChanges<Task>['changed'];
  body: { tasks: { taskId: string; name: string; dueDate: string | null }[] };
  warnings: string[];
};

/** What becomes of a plan when its dates are taken from the due date of now. */
export function datesFromDue(order: Order, { services, settings }: Known, words: Messages, now: Date): NewDates {
  const stored = withLeads(storedOf(order), services);
  const templates = new Map(services.map(({ serviceId, tasks = [] }) => [serviceId, { tasks }]));
  const calendar = settingsFrom(settings);
  const tasks = redated(stored, templates, calendar);
  const next = { ...stored, workPlan: { ...stored.workPlan, tasks } };
  const unusual = [...dueDateWarnings(next, dateIn(calendar.timeZone, now), calendar), ...taskWarnings(next)];
  return {
    changed: planChanges(stored.workPlan.tasks, tasks).changed,
    body: { tasks: tasks.map(({ taskId, name, dueDate = null }) => ({ taskId, name, dueDate })) },
    warnings: unusual
      .filter(({ code }) => code === 'due_date_too_early' || code === 'task_after_due_date')
      .map((warning) => inWords(words.warnings, warning).message),
  };
}

/** How the dates of a plan disagree with the due date: automatic tasks without a date, and tasks to be done after it. */
export function dateGaps(order: Pick<Order, 'dueDate' | 'workPlan'>): { undated: number; late: number } {
  const { tasks } = order.workPlan;
  return {
    undated: tasks.filter((task) => task.origin === 'automatic' && !task.dueDate && isToDo(task)).length,
    late: tasks.filter((task) => isAfterDueDate(task, order)).length,
  };
}
