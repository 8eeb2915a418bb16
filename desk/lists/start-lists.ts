import type { OrderRow, Settings } from '#desk/api/client.ts';
import { mostOnAPage } from '#desk/api/paged.ts';
import { addDays, type CalendarDate, workingDaysAfter } from '#domain/kernel/calendar.ts';

/** The days that decide what needs a person now. */
export type Days = {
  today: CalendarDate;
  /** The next working day; today when the calendar has none. */
  next: CalendarDate;
  /** The day when work that is sent today is back: the production days of the settings, counted in working days. */
  back: CalendarDate;
};

export function daysFrom(today: CalendarDate, settings: Settings): Days {
  const next = workingDaysAfter(today, 1, settings) ?? today;
  return { today, next, back: workingDaysAfter(today, settings.productionDays, settings) ?? next };
}

/** The last due date that is too near: the day before work that is sent today is back. */
export function lastTooNear({ next, back }: Days): CalendarDate {
  const before = addDays(back, -1);
  return before > next ? before : next;
}

/** Rows of a list, and whether there are more than were read. */
export type Rows = { rows: OrderRow[]; goesOn: boolean };

/** Drafts, which all need a person, each in the first list that it belongs to. */
export type Needing = {
  /** Returned by their laboratory. */
  returned: OrderRow[];
  /** Due on the next working day or before, also long before. */
  due: OrderRow[];
  /** Due before work that is sent today is back. */
  near: OrderRow[];
  /** Not ready to be sent, as they come. */
  unready: OrderRow[];
  /** Lack nothing: they only have to be sent. */
  ready: OrderRow[];
};

/** Sorts drafts into the lists. Those by due date begin today; behind them is what has passed, the latest first. */
export function needing(drafts: readonly OrderRow[], days: Days): Needing {
  const listOf = ({ dueDate, missing, returned }: OrderRow): keyof Needing => {
    if (returned !== null) return 'returned';
    if (dueDate && dueDate <= days.next) return 'due';
    if (dueDate && dueDate <= lastTooNear(days)) return 'near';
    return missing.length > 0 ? 'unready' : 'ready';
  };
  const { returned = [], due = [], near = [], unready = [], ready = [] } = Object.groupBy(drafts, listOf);
  const hasPassed = (row: OrderRow) => dayOf(row) < days.today;
  const coming = byDueDate(due.filter((row) => !hasPassed(row)));
  const passed = byDueDate(due.filter(hasPassed)).toReversed();
  return { returned, due: [...coming, ...passed], near: byDueDate(near), unready, ready: byDueDate(ready) };
}

const dayOf = ({ dueDate }: OrderRow) => dueDate ?? '';

const byDueDate = (rows: readonly OrderRow[]): OrderRow[] =>
  rows.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : Number(dayOf(one) > dayOf(other))));

/** The clinics of these orders by name, with the one that is remembered, which may have none now. */
export function clinicsOf(rows: readonly OrderRow[], remembered: string | null): string[] {
  const names = new Set([...rows.map(({ clinic }) => clinic), ...(remembered === null ? [] : [remembered])]);
  return [...names].toSorted((one, other) => one.localeCompare(other));
}

/** How many orders a list has. Nobody counts beyond a page. */
export function countText(orders: number, goesOn: boolean): string {
  const shown = Math.min(orders, mostOnAPage);
  return goesOn || orders > shown ? `${shown}+` : `${shown}`;
}
