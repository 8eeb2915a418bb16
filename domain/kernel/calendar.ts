import * as z from 'zod';
import { memoized } from '#domain/kernel/memoized.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

/** A day as `YYYY-MM-DD`, 1900 to 2199. Never an instant: it has no zone and no hour. */
export const CalendarDate = z.iso
  .date({ ...rule('invalid_format', { format: 'date' }), abort: true })
  .refine((date) => date >= '1900' && date < '2200', rule('date_out_of_range', { first: 1900, last: 2199 }));
export type CalendarDate = z.infer<typeof CalendarDate>;

/** A time of day on the 24-hour clock, `HH:MM`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, rule('invalid_format', { format: 'time' }));
export type TimeOfDay = z.infer<typeof TimeOfDay>;

/** What the name of a zone may look like. An offset such as +02:00 has no summer time and is refused. */
export const ZoneName = z
  .string()
  .regex(/^[A-Za-z][\w+/-]{0,63}$/, { ...rule('invalid_format', { format: 'timeZone' }), abort: true });

export const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A day of the week that is worked, with its hours and the breaks within them. */
export const WorkingDay = stored(
  {
    day: Weekday,
    from: TimeOfDay,
    to: TimeOfDay,
    breaks: z.array(stored({ from: TimeOfDay, to: TimeOfDay }, { id: 'from' })).optional(),
  },
  { id: 'day' },
);
export type WorkingDay = z.infer<typeof WorkingDay>;

const monthAndDay = (date: CalendarDate) => date.slice(5);
/** The same day of the next year; after 29 February one that sorts before 1 March. */
export const aYearAfter = (date: CalendarDate) => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;

/**
 * Days that differ from the week, `date` to `until`, once or every year. With hours it is a shorter day, without it is
 * closed. A yearly one holds in every year; 02-29 comes only in leap years.
 */
export const CalendarException = stored(
  {
    date: CalendarDate,
    until: CalendarDate.optional(),
    reason: text(100),
    annually: z.boolean(),
    from: TimeOfDay.optional(),
    to: TimeOfDay.optional(),
  },
  { id: 'date' },
);
export type CalendarException = z.infer<typeof CalendarException>;

/** When a tenant works: its week and what differs from it. */
export type WorkingCalendar = { workingWeek: readonly WorkingDay[]; exceptions: readonly CalendarException[] };

/** The date an instant (RFC 3339, or a Date) falls on in a zone. */
export function dateIn(timeZone: string, instant: string | Date): CalendarDate {
  return formatterOf(timeZone.toLowerCase()).format(new Date(instant));
}

/** Whether Intl knows a zone. */
export function isZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone.toLowerCase());
    return true;
  } catch {
    return false;
  }
}

/** Writes dates in a zone as ISO 8601 does, which is how Swedish writes them. Throws for an unknown zone. */
const formatterOf = memoized((zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone }));

/** The date `days` whole days later, or earlier when negative. Counted in UTC, where every day has 24 hours. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether the week works on this date and no exception closes it. Shorter hours neither close a day nor open a free one. */
export function isWorkingDay(date: CalendarDate, { workingWeek, exceptions }: WorkingCalendar): boolean {
  const weekday = Weekday.options[(new Date(date).getUTCDay() + 6) % 7];
  return (
    workingWeek.some(({ day }) => day === weekday) &&
    !exceptions.some((exception) => exception.from === undefined && covers(exception, date))
  );
}

function covers({ date: first, until: last = first, annually }: CalendarException, date: CalendarDate): boolean {
  if (!annually) return first <= date && date <= last;
  const [start, day, end] = [monthAndDay(first), monthAndDay(date), monthAndDay(last)];
  return start <= end ? start <= day && day <= end : start <= day || day <= end;
}

/**
 * For each lead its day: the n-th working day strictly before the due date; lead 0 is that day or the last working day
 * before it (reference, section 7). None where there is no due date, or ten years hold no such day. One walk finds all.
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

/** The n-th working day after a date; 0 is that day or the first working day after it. Undefined as for `leadDates`. */
export function workingDaysAfter(date: CalendarDate, n: number, calendar: WorkingCalendar): CalendarDate | undefined {
  if (n === 0 && isWorkingDay(date, calendar)) return date;
  let left = Math.max(n, 1);
  for (const day of workingDays(date, 1, calendar)) {
    left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

/** The first working day on which no task falls before today, today itself allowed. Undefined as for `leadDates`. */
export function earliestDueDate(
  today: CalendarDate,
  longestLead: number,
  calendar: WorkingCalendar,
): CalendarDate | undefined {
  const firstTask = workingDaysAfter(today, 0, calendar);
  return firstTask && workingDaysAfter(firstTask, longestLead, calendar);
}

const tenYears = 3653;

/** The working days strictly beyond a date, the nearest first, of ten years. */
function* workingDays(start: CalendarDate, direction: 1 | -1, calendar: WorkingCalendar) {
  for (let away = 1; away <= tenYears; away += 1) {
    const date = addDays(start, away * direction);
    if (isWorkingDay(date, calendar)) yield date;
  }
}
