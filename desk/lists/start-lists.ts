import type { OrderRow, Settings } from '#desk/api/client.ts';
import { addDays, type CalendarDate, workingDaysAfter } from '#domain/kernel/calendar.ts';

/** The days that decide what needs a person now. */
export type Days = {
  today: CalendarDate;
  /** The next working day, or today when there is none. */
  next: CalendarDate;
  /** The day when work that is sent today is back: the production days of the settings, counted in working days. */
  back: CalendarDate;
};

export function daysFrom(today: CalendarDate, settings: Settings): Days {
  const next = workingDaysAfter(today, 1, settings) ?? today;
  return { today, next, back: workingDaysAfter(today, settings.productionDays, settings) ?? next };
}

/** The last due date that is near. */
export const lastNear = ({ next, back }: Days): CalendarDate => {
  const before = addDays(back, -1);
  return before > next ? before : next;
};

/** Drafts that need a person, each in the first list that it belongs to. */
export type Needing = {
  /** Due on the next working day or before, also long before. */
  due: OrderRow[];
  /** Due before work that is sent today is back. */
  near: OrderRow[];
  /** Not ready to be sent. */
  unready: OrderRow[];
};

/** Sorts drafts into the lists: by due date, and those that are not ready as they come. */
export function needing(drafts: readonly OrderRow[], days: Days): Needing {
  const listOf = ({ dueDate, missing }: OrderRow): keyof Needing | 'later' => {
    if (dueDate && dueDate <= days.next) return 'due';
    if (dueDate && dueDate <= lastNear(days)) return 'near';
    return missing.length > 0 ? 'unready' : 'later';
  };
  const { due = [], near = [], unready = [] } = Object.groupBy(drafts, listOf);
  return { due: due.toSorted(byDueDate), near: near.toSorted(byDueDate), unready };
}

const dayOf = ({ dueDate }: OrderRow) => dueDate ?? '';
export const byDueDate = (one: OrderRow, other: OrderRow): number =>
  dayOf(one) < dayOf(other) ? -1 : Number(dayOf(one) > dayOf(other));

/** How long something sent counts as sent lately, in days. */
export const lately = 7;

/** The orders that were sent lately, `now` in milliseconds. */
export const sentLately = (sent: readonly OrderRow[], now: number): OrderRow[] =>
  sent.filter(({ statusSince }) => Date.parse(statusSince) > now - lately * 86_400_000);
