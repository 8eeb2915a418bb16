import type { Settings } from '#domain/catalog/settings.ts';
import {
  aYearAfter,
  type CalendarDate,
  earliestDueDate,
  isWorkingDay,
  leadDates,
  workingDaysAfter,
} from '#domain/kernel/calendar.ts';
import { type Warning, warning } from '#domain/kernel/decision.ts';
import type { Order } from '#domain/order/order.ts';

/** The longest lead of all services and tasks; undefined when a line was stored before leads were kept. */
function longestLead({ services, workPlan }: Order): number | undefined {
  const leads = services.map(({ service }) => service.leadDays);
  const planned = workPlan.tasks.map(({ leadDays = 0 }) => leadDays);
  return leads.every((lead) => lead !== undefined) ? Math.max(0, ...leads, ...planned) : undefined;
}

/**
 * The proposed due date: after the tenant's production days, and late enough for the longest task. Undefined if there
 * is none within ten years.
 */
export function proposedDueDate(order: Order, today: CalendarDate, settings: Settings): CalendarDate | undefined {
  const produced = workingDaysAfter(today, settings.productionDays, settings);
  const feasible = earliestDueDate(today, longestLead(order) ?? 0, settings);
  return produced && feasible && (produced > feasible ? produced : feasible);
}

/** Warnings about the due date: too early for the plan, a day off, or more than a year ahead. */
export function dueDateWarnings(order: Order, today: CalendarDate, settings: Settings): Warning[] {
  const { dueDate } = order;
  const warnings = tooEarly(order, today, settings);
  if (dueDate && !isWorkingDay(dueDate, settings))
    warnings.push(warning('/dueDate', 'due_on_day_off', { date: dueDate }));
  if (dueDate && dueDate > aYearAfter(today)) warnings.push(warning('/dueDate', 'due_date_far', { date: dueDate }));
  return warnings;
}

/** A warning about the earliest task that had to be done before today. A task without a date counts from its lead. */
function tooEarly(order: Order, today: CalendarDate, settings: Settings): Warning[] {
  const { dueDate, workPlan } = order;
  const leads = workPlan.tasks.flatMap(({ dueDate: done, leadDays }) => (done ? [] : (leadDays ?? [])));
  const byLead = leadDates(dueDate, leads, settings);
  const dated = workPlan.tasks.flatMap((task) => {
    if (task.dueDate) return { task, done: task.dueDate };
    // '' sorts first: a lead with no day in the calendar is earlier than every date.
    return task.leadDays !== undefined && dueDate ? { task, done: byLead.get(task.leadDays) ?? '' } : [];
  });
  const [first] = dated.filter(({ done }) => done < today).toSorted((one, other) => (one.done < other.done ? -1 : 1));
  if (!first) return [];

  const { task, done } = first;
  const lead = longestLead(order);
  const earliest = lead === undefined ? undefined : earliestDueDate(today, lead, settings);
  const facts = { task: task.name, done: done || null, dueDate, earliest };
  const { taskId } = task;
  return [{ ...warning('/dueDate', 'due_date_too_early', facts), taskId, earliestDueDate: earliest }];
}
