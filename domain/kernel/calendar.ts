import * as z from 'zod/mini';
import { memoized } from '#domain/kernel/memoized.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

/** A day as `YYYY-MM-DD`, 1900 to 2199. Never an instant: it has no time zone and no hour. */
export const CalendarDate = z.iso
  .date({ ...rule('invalid_format', { format: 'date' }), abort: true })
  .check(z.refine((date) => date >= '1900' && date < '2200', rule('date_out_of_range', { first: 1900, last: 2199 })));
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A time of day on the 24-hour clock, `HH:MM`. */
export const TimeOfDay = z
  .string()
  .check(z.regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, rule('invalid_format', { format: 'time' })));
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** The format of an IANA time zone's name. Offsets such as +02:00 have no summer time and are refused. */
export const ZoneName = z
  .string()
  .check(
    z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/, { ...rule('invalid_format', { format: 'timeZone' }), abort: true }),
  );

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A working day of the week with its hours and its breaks. */
export const WorkingDay = stored(
  {
    day: Weekday,
    from: TimeOfDay,
    to: TimeOfDay,
    breaks: z.optional(z.array(stored({ from: TimeOfDay, to: TimeOfDay }, { id: 'from' }))),
  },
  { id: 'day' },
);
export type WorkingDay = z.infer<typeof WorkingDay>;

const monthAndDay = (date: CalendarDate) => date.slice(5);
/**
 * The same day of the next year. 29 February becomes an invalid date that sorts before 1 March, so use it only to
 * compare.
 */
export const aYearAfter = (date: CalendarDate) => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/**
 * Days that differ from the working week, from `date` to `until`, once or every year. With `from` and `to` the days are
 * shorter, without them they are closed. A yearly exception also covers years before its date; 02-29 occurs only in
 * leap years.
 */
export const CalendarException = stored(
  {
    date: CalendarDate,
    until: z.optional(CalendarDate),
    reason: text(100),
    annually: z.boolean(),
    from: z.optional(TimeOfDay),
    to: z.optional(TimeOfDay),
  },
  { id: 'date' },
);
export type CalendarException = z.infer<typeof CalendarException>;

/** A tenant's working week and the exceptions to it. */
export type WorkingCalendar = { workingWeek: readonly WorkingDay[]; exceptions: readonly CalendarException[] };

/** The date of an instant (RFC 3339 text or Date) in a time zone. */
export function dateIn(timeZone: string, instant: string | Date): CalendarDate {
  return formatterOf(timeZone.toLowerCase()).format(new Date(instant));
}

/** Whether Intl knows a time zone. */
export function isZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone.toLowerCase());
    return true;
  } catch {
    return false;
  }
}

/** Formats dates of a time zone as YYYY-MM-DD, which is the Swedish format. Throws for an unknown zone. */
const formatterOf = memoized((zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone }));

/** The date `days` whole days later, or earlier when negative. Counted in UTC, where every day has 24 hours. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Whether a date is a working day: its weekday is in the working week, and no exception closes it. A day with shorter
 * hours is a working day, but hours do not open a day off.
 */
export function isWorkingDay(date: CalendarDate, { workingWeek, exceptions }: WorkingCalendar): boolean {
  const weekday = Weekday.options[(new Date(date).getUTCDay() + 6) % 7];
  return (
    workingWeek.some(({ day }) => day === weekday) &&
    !exceptions.some((exception) => exception.from === undefined && covers(exception, date))
  );
}

/** Whether an exception is about a date. */
export function covers({ date: first, until: last = first, annually }: CalendarException, date: CalendarDate): boolean {
  if (!annually) return first <= date && date <= last;
  const [start, day, end] = [monthAndDay(first), monthAndDay(date), monthAndDay(last)];
  return start <= end ? start <= day && day <= end : start <= day || day <= end;
}

/**
 * The date for each lead. Lead n is the n-th working day strictly before the due date; lead 0 is the due date, or the
 * last working day before it (domain/README.md, "Worked examples"). Empty without a due date; a lead with no such day
 * within ten years is left out. One walk over the calendar finds all of them.
 */
export function leadDates(
  due: CalendarDate | null,
  leads: Iterable<number>,
  calendar: WorkingCalendar,
): Map<number, CalendarDate> {
  const dates = new Map<number, CalendarDate>();
  if (!due) return dates;
  const longest = Math.max(1, ...new Set(leads));
  for (const date of workingDays(due, -1, calendar)) {
    dates.set(dates.size + 1, date);
    if (dates.size === longest) break;
  }
  const nearest = isWorkingDay(due, calendar) ? due : dates.get(1);
  return nearest ? dates.set(0, nearest) : dates;
}

/**
 * The n-th working day after a date; for 0, that date or the first working day after it. Undefined if there is none
 * within ten years.
 */
export function workingDaysAfter(date: CalendarDate, n: number, calendar: WorkingCalendar): CalendarDate | undefined {
  if (n === 0 && isWorkingDay(date, calendar)) return date;
  let left = Math.max(n, 1);
  for (const day of workingDays(date, 1, calendar)) {
    left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

/**
 * The earliest due date for which no task falls before today, given the longest lead. Undefined if there is none within
 * ten years.
 */
export function earliestDueDate(
  today: CalendarDate,
  longestLead: number,
  calendar: WorkingCalendar,
): CalendarDate | undefined {
  const firstTask = workingDaysAfter(today, 0, calendar);
  return firstTask && workingDaysAfter(firstTask, longestLead, calendar);
}

const tenYears = 3653;

/** The working days before or after a date, nearest first, within ten years. The date itself is not among them. */
function* workingDays(start: CalendarDate, direction: 1 | -1, calendar: WorkingCalendar) {
  for (let away = 1; away <= tenYears; away += 1) {
    const date = addDays(start, away * direction);
    if (isWorkingDay(date, calendar)) yield date;
  }
}
