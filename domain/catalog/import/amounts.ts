import { memoized } from '#domain/kernel/memoized.ts';
import type { Tables } from '#domain/kernel/messages/en.ts';
import type { Said } from '#domain/kernel/messages/messages.ts';
import { type Amount, type Currency, decimalsOf, minorUnits } from '#domain/kernel/money.ts';

const digitsOnly = /^\d+$/;
const grouped = /^\d{1,3}(?:([.,'’ \u00A0\u202F])\d{3})(?:\1\d{3})*$/;

/**
 * The minor units of an amount as people and spreadsheets write it: 1200, 1200.5, 1.200,50 and 1 200,50 €. One point or
 * comma is the decimal one. Undefined for anything else, and for more decimals than the currency has.
 */
export function readAmount(text: string, currency: Currency): number | undefined {
  const number = withoutSigns(text, currency);
  const most = decimalsOf(currency);
  const [, whole = number, point, fraction = ''] = /^(.+)([.,])(\d+)$/.exec(number) ?? [];
  const digits = fraction.length <= most ? wholeDigits(whole, point) : undefined;
  if (digits !== undefined) return Number(digits + fraction.padEnd(most, '0'));
  // Several points, or one of a currency without decimals, are no decimal points.
  const isGrouped = grouped.test(number) && (most === 0 || number.split(/[.,]/).length > 2);
  return isGrouped ? Number(number.replaceAll(/\D/g, '')) * 10 ** most : undefined;
}

/**
 * What a text may mean that is no amount because its one point or comma may group digits or begin decimals: 1.200 in EUR
 * may be 1200.00 or, with as many decimals as the currency has, 1.20.
 */
function meaningsOf(text: string, currency: Currency): { cell: string; meanings: string[] } | undefined {
  const most = decimalsOf(currency);
  const [, whole = '', decimals] = /^([1-9]\d{0,2})[.,](\d{3})$/.exec(withoutSigns(text, currency)) ?? [];
  if (decimals === undefined || readAmount(text, currency) !== undefined) return undefined;
  const units = [Number(whole + decimals) * 10 ** most, Number(whole + decimals.slice(0, most))];
  return { cell: text, meanings: units.map((amount) => writeAmount({ amount, currency })) };
}

/** Whether a text is a number with the code or the sign of another currency. */
const isOfOtherCurrency = (text: string, currency: Currency): boolean =>
  /^(?:\p{L}{2,3}|\p{L}{0,3}\p{Sc})$/u.test(withoutSigns(text, currency).replaceAll(/[\d.,'’\s]/g, ''));

/** Why a text is no amount of a currency, with what may be written instead. */
export function whyNoAmount(text: string, currency: Currency): Said<Tables> {
  const written = (amount: number) => writeAmount({ amount, currency });
  const example = written(12_000);
  const meanings = meaningsOf(text, currency);
  if (meanings) return { code: 'ambiguous_amount', facts: meanings };
  if (isOfOtherCurrency(text, currency)) return { code: 'amount_in_other_currency', facts: { currency, example } };
  return { code: 'invalid_amount', facts: { currency, example, most: written(minorUnits(0).most ?? 0) } };
}

/** The digits of a whole number whose thousands may be separated, by another character than the decimal point. */
function wholeDigits(text: string, point: string | undefined): string | undefined {
  if (digitsOnly.test(text)) return text;
  const [, separator] = grouped.exec(text) ?? [];
  const fits = point === undefined ? !/[.,]/.test(text) : separator !== point;
  return separator !== undefined && fits ? text.replaceAll(/\D/g, '') : undefined;
}

/** A text without the code and the sign of the currency. */
const withoutSigns = (text: string, currency: Currency) =>
  [currency, signOf(currency)].reduce(withoutSign, text.trim());

function withoutSign(text: string, sign: string): string {
  if (text.startsWith(sign)) return text.slice(sign.length).trimStart();
  return text.endsWith(sign) ? text.slice(0, -sign.length).trimEnd() : text;
}

const signOf = memoized((currency: Currency) => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
});

/** An amount with all decimals of its currency, and without the currency: 120.00. */
export function writeAmount({ amount, currency }: Amount): string {
  const decimals = decimalsOf(currency);
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
