import { numberTyped } from '#desk/editing/check-body.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import {
  type CalendarException,
  covers,
  isWorkingDay,
  Weekday,
  type WorkingCalendar,
} from '#domain/kernel/calendar.ts';
import type { Language } from '#domain/kernel/language.ts';

export type Hours = { from: string; to: string };
export type Day = Settings['workingWeek'][number]['day'];

/** A day of the week as it is typed. A day off keeps its hours, in case it becomes a working day again. */
export type DayTyped = Hours & { day: Day; works: boolean; breaks: readonly Hours[] };

export type SettingsTyped = {
  currency: string;
  timeZone: string;
  language: Language;
  productionDays: string;
  workingWeek: readonly DayTyped[];
  exceptions: readonly CalendarException[];
  planOnPublish: boolean;
  laboratoriesSeePrices: boolean;
  paymentInstructions: string;
};

const usualHours = { from: '09:00', to: '18:00' };
const hoursOf = ({ from, to }: Hours): Hours => ({ from, to });

/** Settings as they are typed: all seven days, Monday first, and the exceptions by their dates. */
export function settingsTyped(settings: Settings): SettingsTyped {
  const { currency, timeZone, language, productionDays, workingWeek, exceptions } = settings;
  const { planOnPublish, laboratoriesSeePrices, paymentInstructions } = settings;
  return {
    ...{ currency, timeZone, language, productionDays: String(productionDays) },
    ...{ planOnPublish, laboratoriesSeePrices, paymentInstructions },
    workingWeek: Weekday.options.map((day) => {
      const working = workingWeek.find((one) => one.day === day);
      const breaks = (working?.breaks ?? []).map(hoursOf);
      return { day, works: working !== undefined, ...hoursOf(working ?? usualHours), breaks };
    }),
    exceptions: inOrder(exceptions),
  };
}

/** Exceptions by their first days. */
export const inOrder = (exceptions: readonly CalendarException[]): readonly CalendarException[] =>
  exceptions.toSorted((one, other) => one.date.localeCompare(other.date));

/** The working week and its exceptions, as the rules of the domain take them. */
export const calendarTyped = ({ workingWeek, exceptions }: SettingsTyped): WorkingCalendar => ({
  workingWeek: workingWeek
    .filter(({ works }) => works)
    .map(({ works: _, breaks, ...day }) => ({ ...day, ...(breaks.length > 0 && { breaks: breaks.map(hoursOf) }) })),
  exceptions,
});

/** The body of the PUT of settings. */
export const settingsBody = (typed: SettingsTyped): object => ({
  ...typed,
  productionDays: numberTyped(typed.productionDays),
  ...calendarTyped(typed),
});

/** The pointer of a day of the week in the body, which has the working days alone. */
export function pointerOfDay(week: readonly DayTyped[], day: Day): string {
  const index = week.filter(({ works }) => works).findIndex((one) => one.day === day);
  return `/workingWeek/${index}`;
}

/** What a date is: a working day, a day off of every week, or a day with an exception that closes or shortens it. */
export type DateKind = 'working' | 'off' | 'closed' | 'shorter';

/**
 * What a date is, and the exceptions that make it so; those that do not matter, such as hours on a day off, are there, too.
 */
export function kindOfDate(
  date: string,
  calendar: WorkingCalendar,
): { kind: DateKind; exceptions: CalendarException[] } {
  const exceptions = calendar.exceptions.filter((one) => covers(one, date));
  if (exceptions.some(({ from }) => from === undefined)) return { kind: 'closed', exceptions };
  if (!isWorkingDay(date, calendar)) return { kind: 'off', exceptions };
  return { kind: exceptions.length > 0 ? 'shorter' : 'working', exceptions };
}

/** The weeks of a month, Monday first: seven places each, null where the day belongs to another month. */
export function weeksOf(year: number, month: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, month, 1));
  const before = (first.getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => {
      const day = week * 7 + place - before + 1;
      return day < 1 || day > count ? null : new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
    }),
  );
}

/** Where a key leads from a date: by days, weeks and months, and to the ends of the month. Undefined for other keys. */
export function dateAfterKey(date: string, key: string): string | undefined {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const at = (months: number, wanted: number) => {
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(wanted, last))).toISOString().slice(0, 10);
  };
  const by = (days: number) => new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  const keys: Record<string, () => string> = {
    ArrowLeft: () => by(-1),
    ArrowRight: () => by(1),
    ArrowUp: () => by(-7),
    ArrowDown: () => by(7),
    PageUp: () => at(-1, day),
    PageDown: () => at(1, day),
    Home: () => at(0, 1),
    End: () => at(0, 31),
  };
  return keys[key]?.();
}
