import * as z from 'zod/mini';
import type { Expected } from '#domain/kernel/messages/en.ts';
import { rule } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';

let known: Set<string> | undefined;

function isKnown(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** An ISO 4217 code in capitals that Intl knows. */
export const Currency = z
  .string()
  .check(
    z.regex(/^[A-Z]{3}$/, { ...rule('invalid_format', { format: 'currencyCode' }), abort: true }),
    z.refine(isKnown, rule('invalid_format', { format: 'currency' })),
  );
export type Currency = z.infer<typeof Currency>;

/** An amount in whole minor units: 12000 EUR is 120.00. May be negative, like a margin. */
export const Amount = z.strictObject({ amount: z.int(), currency: Currency });
export type Amount = z.infer<typeof Amount>;

// With this limit, 100 lines of 999 units are still exact in a double.
const most = 9_999_999_999;

/** How messages describe a valid amount. */
export const minorUnits = (least: number): Expected => ({ type: 'minorUnits', least, most });

/** An amount in whole minor units, at least this many. */
export const wholeUnits = (least: number) =>
  z.int(rule('invalid_type', minorUnits(least))).check(z.minimum(least), z.maximum(most));

/** A price or a pay: an amount from 0 to 9,999,999,999 minor units. */
export const Money = z.extend(Amount, { amount: wholeUnits(0) });
export type Money = z.infer<typeof Money>;

/** Money as it is stored. */
export const Price = stored(Money.shape);

/**
 * Currencies of ISO 4217 that do not have two decimals. Not taken from Intl, which follows CLDR: HUF has none there,
 * and CLDR may change.
 */
const decimals = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

/** The number of decimals of a currency (ISO 4217): EUR 2, JPY 0, KWD 3. */
export function decimalsOf(currency: Currency): number {
  if (decimals[0].includes(currency)) return 0;
  return decimals[3].includes(currency) ? 3 : 2;
}

/** The price of `quantity` units. */
export function times({ amount, currency }: Amount, quantity: number): Amount {
  return { amount: amount * quantity, currency };
}

/** The sum of amounts, 0 in `currency` when there are none. Throws for an amount in another currency. */
export function sum(amounts: readonly Amount[], currency: Currency): Amount {
  const stranger = amounts.find((amount) => amount.currency !== currency);
  if (stranger) throw new Error(`Cannot add ${stranger.currency} to ${currency}.`);
  return { amount: amounts.reduce((total, { amount }) => total + amount, 0), currency };
}

/** A percentage of an amount (minor units, 0 or more), half a unit rounded up. `percent` has at most two decimals. */
export function percentOf(amount: number, percent: number): number {
  // BigInt, because the amount times basis points can exceed 2^53.
  const basisPoints = BigInt(Math.round(percent * 100));
  return Number((BigInt(amount) * basisPoints + 5_000n) / 10_000n);
}

/**
 * Currencies with a symbol of their own. All others, such as $, ¥ and kr, are shared, so Intl keeps them apart (CA$).
 */
const ownSign = 'EUR ILS INR KRW NGN PHP TRY UAH VND';

/** An amount in the format of a language (BCP 47), with all decimals of its currency. */
export function formatMoney({ amount, currency }: Amount, language: string): string {
  const digits = decimalsOf(currency);
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const currencyDisplay = ownSign.includes(currency) ? 'narrowSymbol' : 'symbol';
  // Exact enough: a double distinguishes cents up to 7 x 10^15.
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay, ...shown }).format(
    amount / 10 ** digits,
  );
}

/** A percentage, with at most two decimals, in the format of a language (BCP 47). */
export function formatPercent(percent: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100);
}
