import { catalogue } from '#desk/api/catalogue.ts';
import { person } from '#desk/session/session.ts';
import { language } from '#desk/words/words.ts';
import { memoized } from '#domain/kernel/memoized.ts';
import { type Amount, formatMoney, formatPercent } from '#domain/kernel/money.ts';

/** The settings of a clinic's organisation, once they are there. A laboratory works for many, and reads none. */
export const settings = () => (person.value?.role === 'laboratory' ? undefined : catalogue.settings().value.value);

/** The language in which the organisation writes dates and money; without its settings, that of the words. */
const locale = () => settings()?.language ?? language.value;

const days = memoized((tag: string) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
const weekdays = memoized((tag: string) => new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }));

/** A calendar date (YYYY-MM-DD) with its weekday. */
export const dateText = (date: string): string =>
  `${weekdays(locale()).format(new Date(date))} ${days(locale()).format(new Date(date))}`;

/** An instant (RFC 3339) as the organisation's clock shows it. */
export function timeText(instant: string): string {
  const timeZone = settings()?.timeZone;
  const shown = { dateStyle: 'medium', timeStyle: 'short', ...(timeZone !== undefined && { timeZone }) } as const;
  return new Intl.DateTimeFormat(locale(), shown).format(new Date(instant));
}

/** The time of day of an instant (milliseconds, as `Date.now` counts), as the organisation's clock shows it. */
export function clockText(instant: number): string {
  const timeZone = settings()?.timeZone;
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short', ...(timeZone !== undefined && { timeZone }) }).format(
    instant,
  );
}

/** An amount of money. */
export const moneyText = (amount: Amount): string => formatMoney(amount, locale());

/** A percentage. */
export const percentText = (percent: number): string => formatPercent(percent, locale());

type Named = { firstName?: string | undefined; lastName?: string | undefined; reference?: string | undefined };

/** A patient or a person by name, or by their reference; undefined when there is neither. */
export function nameText({ firstName, lastName, reference }: Named): string | undefined {
  return [lastName, firstName].filter(Boolean).join(', ') || reference;
}
