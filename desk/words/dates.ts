import type { Language } from '#domain/kernel/language.ts';
import { memoized } from '#domain/kernel/memoized.ts';

type Shown = Intl.DateTimeFormatOptions;

const numbers: Shown = { day: '2-digit', month: '2-digit', year: 'numeric' };

/** Days as the messages of the API have them: Nov 16, 2026, and 16.11.2026. */
const days: Record<Language, Shown> = {
  en: { day: 'numeric', month: 'short', year: 'numeric' },
  de: numbers,
  uk: numbers,
};
const times: Record<Language, Shown> = {
  en: { hour: 'numeric', minute: '2-digit' },
  de: { hour: '2-digit', minute: '2-digit' },
  uk: { hour: '2-digit', minute: '2-digit' },
};

const calendarDays = memoized((tag: Language) => new Intl.DateTimeFormat(tag, { ...days[tag], timeZone: 'UTC' }));
const weekdays = memoized((tag: Language) => new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }));

/** A calendar date (YYYY-MM-DD). */
export const dayIn = (language: Language, date: string): string => calendarDays(language).format(new Date(date));

/** The weekday of a calendar date (YYYY-MM-DD). */
export const weekdayIn = (language: Language, date: string): string => weekdays(language).format(new Date(date));

/**
 * Where a clock is read: in the zone of the organisation, if it is known, by somebody in the zone `here` (both IANA), whose
 * computer counts the hours so.
 */
export type Clock = { zone: string | undefined; here: string; hours?: Shown['hourCycle'] };

/**
 * An instant as the clock of the organisation shows it, else as that here. The zone is named where it is another time here.
 */
function shownBy({ zone = '', here, hours }: Clock, language: Language, instant: Date, shown: Shown): string {
  // Only English is read where a day has 24 hours, and where it has twice 12.
  const hourCycle = language === 'en' ? hours : undefined;
  const written = (timeZone: string, name: Shown = {}) =>
    new Intl.DateTimeFormat(language, { ...shown, ...name, hourCycle, timeZone }).format(instant);
  const own = written(here);
  return zone === '' || written(zone) === own ? own : written(zone, { timeZoneName: 'short' });
}

/** The day and the time of an instant. */
export const timeIn = (language: Language, instant: Date, clock: Clock): string =>
  shownBy(clock, language, instant, { ...days[language], ...times[language] });

/** The time of day of an instant; that it is another day elsewhere shows in the zone that is named. */
export const clockIn = (language: Language, instant: Date, clock: Clock): string =>
  shownBy(clock, language, instant, times[language]);
