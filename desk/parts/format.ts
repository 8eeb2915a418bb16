import { catalogue } from '#desk/api/catalogue.ts';
import { person } from '#desk/session/session.ts';
import { clockIn, dayIn, timeIn, weekdayIn } from '#desk/words/dates.ts';
import { language } from '#desk/words/words.ts';
import { type Amount, formatMoney, formatPercent } from '#domain/kernel/money.ts';

/** The settings of a clinic's organisation, once they are there. A laboratory works for many, and reads none. */
export const settings = () => (person.value?.role === 'laboratory' ? undefined : catalogue.settings().value.value);

/** The time zone of this computer. */
export const zoneHere = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How this computer counts the hours of a day. */
const hoursHere = () => new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle;

const clock = () => ({ zone: settings()?.timeZone, here: zoneHere(), hours: hoursHere() });

/** A calendar date (YYYY-MM-DD). */
export const dayText = (date: string): string => dayIn(language.value, date);

/** A calendar date (YYYY-MM-DD) with its weekday: a day that people plan by. */
export const dateText = (date: string): string => `${weekdayIn(language.value, date)} ${dayText(date)}`;

/**
 * An instant (RFC 3339) as the organisation's clock shows it; to a laboratory, which works for many,
 * as that of this computer.
 */
export const timeText = (instant: string): string => timeIn(language.value, new Date(instant), clock());

/** The time of day of an instant (milliseconds, as `Date.now` counts), by the same clock. */
export const clockText = (instant: number): string => clockIn(language.value, new Date(instant), clock());

/** An amount of money. */
export const moneyText = (amount: Amount): string => formatMoney(amount, language.value);

/** A percentage. */
export const percentText = (percent: number): string => formatPercent(percent, language.value);

type Named = { firstName?: string | undefined; lastName?: string | undefined; reference?: string | undefined };

/** A patient or a person by name, or by their reference; undefined when there is neither. */
export function nameText({ firstName, lastName, reference }: Named): string | undefined {
  return [lastName, firstName].filter(Boolean).join(', ') || reference;
}
