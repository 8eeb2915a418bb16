import { catalogue } from '#desk/api/catalogue.ts';
import { type CalendarDate, dateIn } from '#domain/kernel/calendar.ts';

/** Today in the time zone of the organisation; until its settings are there, in that of this computer. */
export function today(): CalendarDate {
  const settings = catalogue.settings().value.value;
  return dateIn(settings?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone, new Date());
}
