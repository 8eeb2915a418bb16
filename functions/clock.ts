import { type CalendarDate, dateIn } from '#domain/kernel/calendar.ts';
import type { Instant } from '#domain/kernel/identifiers.ts';

/** A place in the IANA list, such as Europe/Berlin. The clock gets some other names wrong: Eire is an hour off in winter. */
const place = /^[A-Z][a-z]+\/[A-Z]/;

/**
 * The date of an instant in a tenant's time zone. Uses the TZ of the process, because the first Intl object would take
 * a tenth of a cold start. Intl is asked when the process does not follow TZ, and when the offset is 0, because Node
 * treats an unknown zone as UTC.
 */
export function todayIn(timeZone: string, at: Instant): CalendarDate {
  if (!place.test(timeZone) || !followsTZ()) return dateIn(timeZone, at);
  const there = clockIn(timeZone, at);
  if (there.getTimezoneOffset() === 0) return dateIn(timeZone, at);
  const [month, day] = [there.getMonth() + 1, there.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${there.getFullYear()}-${month}-${day}`;
}

/** An instant whose local time is that of a zone, until the clock is set to another. */
function clockIn(timeZone: string, at: Instant): Date {
  if (process.env['TZ'] !== timeZone) process.env['TZ'] = timeZone;
  return new Date(at);
}

let follows: boolean | undefined;

/** Whether the clock follows TZ. In a worker thread it does not: it stays in the zone of the machine. */
function followsTZ(): boolean {
  follows ??= clockIn('Etc/GMT+12', '2026-01-01T00:00:00.000Z').getTimezoneOffset() === 12 * 60;
  return follows;
}
