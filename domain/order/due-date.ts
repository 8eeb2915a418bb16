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
import type { Order, Task } from '#domain/order/order.ts';
import { statuses } from '#domain/order/statuses.ts';
import { isPlannedOnPublish, isToDo } from '#domain/order/tasks.ts';

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

/** What has to be done by a day, or some working days before the due date. Without a name it is not planned yet. */
type Step = Pick<Partial<Task>, 'taskId' | 'name' | 'dueDate' | 'leadDays' | 'origin'>;

/**
 * The tasks of the plan that are still to be done; while publishing is to make it, the longest lead of each
 * line in place of its tasks.
 */
function stepsOf(order: Order, settings: Settings): Step[] {
  const { status, services, payroll, workPlan } = order;
  const isPlannedLater = statuses[status].editable && !payroll.finalized && isPlannedOnPublish(order, settings);
  return isPlannedLater ? services.map(({ service: { leadDays } }) => ({ leadDays })) : workPlan.tasks.filter(isToDo);
}

/** A warning about the earliest step that had to be done before today. A step without a date counts from its lead. */
function tooEarly(order: Order, today: CalendarDate, settings: Settings): Warning[] {
  const { dueDate } = order;
  const steps = stepsOf(order, settings);
  const leads = steps.flatMap(({ dueDate: done, leadDays }) => (done ? [] : (leadDays ?? [])));
  const byLead = leadDates(dueDate, leads, settings);
  const dated = steps.flatMap((step) => {
    if (step.dueDate) return { step, done: step.dueDate };
    // '' sorts first: a lead with no day in the calendar is earlier than every date.
    return step.leadDays !== undefined && dueDate ? { step, done: byLead.get(step.leadDays) ?? '' } : [];
  });
  const [first] = dated.filter(({ done }) => done < today).toSorted((one, other) => (one.done < other.done ? -1 : 1));
  if (!first) return [];

  const { step, done } = first;
  const lead = longestLead(order);
  const earliest = lead === undefined ? undefined : earliestDueDate(today, lead, settings);
  const facts = { task: step.name, done: done || null, dueDate, earliest, cure: cureOf(step, dueDate, earliest) };
  const { taskId } = step;
  return [{ ...warning('/dueDate', 'due_date_too_early', facts), taskId, earliestDueDate: earliest }];
}

/** What helps where the day of a step stands in the plan; undefined where it follows from the due date. */
function cureOf(
  { dueDate: planned, origin }: Step,
  dueDate: CalendarDate | null,
  earliest: CalendarDate | undefined,
): 'date' | 'plan' | 'task' | undefined {
  if (!planned) return undefined;
  if (origin === 'manual') return 'task';
  return earliest && dueDate && dueDate >= earliest ? 'plan' : 'date';
}
