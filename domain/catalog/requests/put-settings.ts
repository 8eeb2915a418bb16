import * as z from 'zod/mini';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';
import { aYearAfter, CalendarException as KeptException, TimeOfDay, Weekday } from '#domain/kernel/calendar.ts';
import { customIssue, rule } from '#domain/kernel/messages/messages.ts';

const later = { ...rule('not_later'), path: ['to'] };

const Hours = z.strictObject({ from: TimeOfDay, to: TimeOfDay }).check(z.refine(({ from, to }) => from < to, later));

/** A working day of the week: `to` is after `from`, and its breaks are within these hours. */
export const WorkingDay = z
  .safeExtend(Hours, { day: Weekday, breaks: z.optional(z.array(Hours).check(z.maxLength(10))) })
  .check(
    z.superRefine(({ from, to, breaks = [] }, context) => {
      for (const [index, pause] of breaks.entries()) {
        if (pause.from < from || pause.to > to)
          context.addIssue({ ...customIssue('break_outside_hours', { from, to }), path: ['breaks', index] });
      }
    }),
  );
export type WorkingDay = z.infer<typeof WorkingDay>;

/** One exception to the working week, checked by itself. */
export const CalendarException = z.strictObject(KeptException.shape).check(
  z.refine(({ date, until = date }) => until >= date, { ...rule('until_before_date'), path: ['until'] }),
  z.refine(({ date, until = date, annually }) => !annually || until < aYearAfter(date), {
    ...rule('until_too_late'),
    path: ['until'],
  }),
  z.refine(({ from, to }) => (from === undefined) === (to === undefined), {
    ...rule('hours_incomplete'),
    path: ['to'],
  }),
  z.refine(({ from, to }) => from === undefined || to === undefined || from < to, later),
);
export type CalendarException = z.infer<typeof CalendarException>;

/** The working week and its exceptions, as a request sends them. */
export const WorkingCalendar = z.strictObject({
  workingWeek: z
    .array(WorkingDay)
    .check(z.minLength(1), z.maxLength(7), z.superRefine(distinct('duplicate_day', ({ day }) => day, 'day'))),
  exceptions: z.array(CalendarException).check(z.maxLength(366)),
});
export type WorkingCalendar = z.infer<typeof WorkingCalendar>;

/** The body of a PUT of the settings. */
export const PutSettings = z.strictObject(z.extend(z.omit(Settings, { ...stampMembers }), WorkingCalendar.shape).shape);
export type PutSettings = z.infer<typeof PutSettings>;
