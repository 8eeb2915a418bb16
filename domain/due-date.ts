import { type CalendarDate, earliestDueDate, isWorkingDay, leadDates, workingDaysAfter } from '#domain/calendar.ts';
import type { Settings } from '#domain/catalog.ts';
import type { Warning } from '#domain/decision.ts';
import type { Order } from '#domain/order.ts';

/** The longest lead of the order's services and of what is planned; undefined where a line is too old to have kept it. */
function longestLead({ services, workPlan }: Order): number | undefined {
  const leads = services.map(({ service }) => service.leadDays);
  const planned = workPlan.tasks.map(({ leadDays = 0 }) => leadDays);
  return leads.every((lead) => lead !== undefined) ? Math.max(0, ...leads, ...planned) : undefined;
}

/**
 * A due date for an order that has none: after the tenant's production days, and late enough for its longest step.
 * Undefined when ten years hold no such day.
 */
export function proposedDueDate(order: Order, today: CalendarDate, settings: Settings): CalendarDate | undefined {
  const produced = workingDaysAfter(today, settings.productionDays, settings);
  const feasible = earliestDueDate(today, longestLead(order) ?? 0, settings);
  return produced && feasible && (produced > feasible ? produced : feasible);
}

/** What is odd about the due date: too early for the plan, or on a day that is not worked. */
export function dueDateWarnings(order: Order, today: CalendarDate, settings: Settings): Warning[] {
  const { dueDate } = order;
  const warnings = tooEarly(order, today, settings);
  if (dueDate && !isWorkingDay(dueDate, settings))
    warnings.push({ pointer: '/dueDate', code: 'due_on_day_off', message: `${dueDate} is no working day of yours.` });
  return warnings;
}

/** The first of the tasks that have to be done before today; one without a date, by its lead before the due date. */
function tooEarly(order: Order, today: CalendarDate, settings: Settings): Warning[] {
  const { dueDate, workPlan } = order;
  const leads = workPlan.tasks.flatMap(({ dueDate: done, leadDays }) => (done ? [] : (leadDays ?? [])));
  const byLead = leadDates(dueDate, leads, settings);
  const dated = workPlan.tasks.flatMap((task) => {
    if (task.dueDate) return { task, done: task.dueDate };
    // A lead to no day at all is before every day.
    return task.leadDays !== undefined && dueDate ? { task, done: byLead.get(task.leadDays) ?? '' } : [];
  });
  const [first] = dated.filter(({ done }) => done < today).toSorted((one, other) => (one.done < other.done ? -1 : 1));
  if (!first) return [];

  const { task, done } = first;
  const lead = longestLead(order);
  const earliest = lead === undefined ? undefined : earliestDueDate(today, lead, settings);
  const blocked = done
    ? `"${task.name}" has to be done by ${done}, which has passed.`
    : `The calendar leaves no working day for "${task.name}" before ${dueDate}.`;
  return [
    {
      pointer: '/dueDate',
      code: 'due_date_too_early',
      message: earliest ? `${blocked} The earliest feasible due date is ${earliest}.` : blocked,
      taskId: task.taskId,
      earliestDueDate: earliest,
    },
  ];
}
