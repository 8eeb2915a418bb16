import * as z from 'zod';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { aYearAfter, CalendarException as KeptException, TimeOfDay, Weekday } from '#domain/kernel/calendar.ts';
import { customIssue, rule } from '#domain/kernel/messages/messages.ts';

const later = { ...rule('not_later'), path: ['to'] };

const Hours = z.strictObject({ from: TimeOfDay, to: TimeOfDay }).refine(({ from, to }) => from < to, later);

/** A working day of the week: `to` is after `from`, and its breaks are within these hours. */
export const WorkingDay = Hours.safeExtend({ day: Weekday, breaks: z.array(Hours).max(10).optional() }).superRefine(
  ({ from, to, breaks = [] }, context) => {
    for (const [index, pause] of breaks.entries()) {
      if (pause.from < from || pause.to > to)
        context.addIssue({ ...customIssue('break_outside_hours', { from, to }), path: ['breaks', index] });
    }
  },
);
export type WorkingDay = z.infer<typeof WorkingDay>;

/** One exception to the working week, checked by itself. */
export const CalendarException = z
  .strictObject(KeptException.shape)
  .refine(({ date, until = date }) => until >= date, { ...rule('until_before_date'), path: ['until'] })
  .refine(({ date, until = date, annually }) => !annually || until < aYearAfter(date), {
    ...rule('until_too_late'),
    path: ['until'],
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    ...rule('hours_incomplete'),
    path: ['to'],
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, later);
export type CalendarException = z.infer<typeof CalendarException>;

/** The working week and its exceptions, as a request sends them. */
export const WorkingCalendar = z.strictObject({
  workingWeek: z
    .array(WorkingDay)
    .min(1)
    .max(7)
    .superRefine(distinct('duplicate_day', ({ day }) => day, 'day')),
  exceptions: z.array(CalendarException).max(366),
});
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

/** The body of a PUT of the settings. */
export const PutSettings = Settings.omit({ ...revisionMembers })
  .extend(WorkingCalendar.shape)
  .strict();
export type PutSettings = z.infer<typeof PutSettings>;
