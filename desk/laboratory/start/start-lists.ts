import type { LabOrderRow } from '#desk/api/client.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { type CalendarDate, workingDaysAfter } from '#domain/kernel/calendar.ts';

/** The day when the work must be in the clinic: as it was promised, or else when it is due. */
const dayOf = ({ promisedDate, dueDate }: Pick<LabOrderRow, 'promisedDate' | 'dueDate'>): CalendarDate =>
  promisedDate ?? dueDate;

/** The next working day of most laboratories, from Monday to Friday: what is to be in the clinic then leaves today. */
export const nextDay = (today: CalendarDate): CalendarDate => workingDaysAfter(today, 1, defaultSettings) ?? today;

/** What has to leave today, in the sequence of the days when it must be in the clinic. What is on hold waits. */
export const leaving = (rows: readonly LabOrderRow[], today: CalendarDate): LabOrderRow[] =>
  rows
    .filter((row) => row.hold === null && dayOf(row) <= nextDay(today))
    .toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)));

/** What waits for the clinic. */
export const onHold = (rows: readonly LabOrderRow[]): LabOrderRow[] => rows.filter(({ hold }) => hold !== null);
