import { type CalendarDate, dateIn } from '#domain/kernel/calendar.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';

/**
 * The date of an instant in a tenant's zone, by the clock of the process: the first Intl object would take a tenth of a
 * start. That clock takes a name that it does not know, such as one in small letters, for UTC; so Intl is asked there.
 */
export function todayIn(timeZone: string, at: Instant): CalendarDate {
  if (process.env['TZ'] !== timeZone) process.env['TZ'] = timeZone;
  const there = new Date(at);
  if (there.getTimezoneOffset() === 0) return dateIn(timeZone, at);
  const [month, day] = [there.getMonth() + 1, there.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${there.getFullYear()}-${month}-${day}`;
}
