import type { Day, DayTyped, Hours } from '#desk/catalogue/settings/settings-typed.ts';
import { dateText } from '#desk/parts/format.ts';
import { language, words } from '#desk/words/words.ts';
import { type CalendarException, Weekday } from '#domain/kernel/calendar.ts';
import { memoized } from '#domain/kernel/memoized.ts';

const inUtc = (tag: string, shown: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(tag, { ...shown, timeZone: 'UTC' });
const longDays = memoized((tag: string) => inUtc(tag, { weekday: 'long' }));
const shortDays = memoized((tag: string) => inUtc(tag, { weekday: 'short' }));
const months = memoized((tag: string) => inUtc(tag, { month: 'long' }));
const yearlyDates = memoized((tag: string) => inUtc(tag, { month: 'long', day: 'numeric' }));
const wholeDates = memoized((tag: string) => inUtc(tag, { dateStyle: 'full' }));

/** 1 January 2024 was a Monday. */
const dateOf = (day: Day) => Date.UTC(2024, 0, 1 + Weekday.options.indexOf(day));

/** The name of a day of the week, whole and short, and of a month (0 is January), in the language of the desk. */
export const dayName = (day: Day): string => capital(longDays(language.value).format(dateOf(day)));
export const dayNameShort = (day: Day): string => shortDays(language.value).format(dateOf(day));
export const monthName = (month: number): string => capital(months(language.value).format(Date.UTC(2024, month, 1)));

/** They stand alone, where Ukrainian begins with a capital letter, too. */
const capital = (text: string) => text.charAt(0).toLocaleUpperCase(language.value) + text.slice(1);

/** A date with its weekday, month and year, for a screen reader. */
export const wholeDate = (date: string): string => wholeDates(language.value).format(new Date(date));

export const hoursText = ({ from, to }: Hours): string => `${from}–${to}`;

/** The days of an exception: one, or from one to another; of a yearly one without the year. */
export function daysText({ date, until = date, annually }: CalendarException): string {
  const shown = annually ? (day: string) => yearlyDates(language.value).format(new Date(day)) : dateText;
  return until === date ? shown(date) : `${shown(date)} – ${shown(until)}`;
}

/** What an exception does: closed or its hours, and whether every year. */
export function effectText({ from, to, annually }: CalendarException): string {
  const { settings } = words.value;
  const open =
    from === undefined || to === undefined
      ? settings.kinds.closed
      : `${settings.kinds.shorter}, ${hoursText({ from, to })}`;
  return annually ? `${open}, ${settings.yearly}` : open;
}

/** The working days of a week with their hours and breaks. */
export function weekText(week: readonly DayTyped[]): string {
  const { breakText } = words.value.settings;
  return week
    .filter(({ works }) => works)
    .map(({ day, breaks, ...hours }) =>
      [`${dayNameShort(day)} ${hoursText(hours)}`, ...breaks.map((pause) => breakText(hoursText(pause)))].join(', '),
    )
    .join('; ');
}
