import type { CalendarDate } from '#domain/kernel/calendar.ts';

type Dates = { dueDate: CalendarDate | null; promisedDate?: CalendarDate | null | undefined };

/** Whether the laboratory has promised the work for a later day than it is due. */
export const isPromisedLate = ({ dueDate, promisedDate }: Dates): boolean =>
  dueDate !== null && promisedDate !== null && promisedDate !== undefined && promisedDate > dueDate;

/** The promised day where it is another than the due date, so that it is worth saying; else null. */
export const promisedOtherwise = ({ dueDate, promisedDate }: Dates): CalendarDate | null =>
  promisedDate && promisedDate !== dueDate ? promisedDate : null;
