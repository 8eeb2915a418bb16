import * as z from 'zod';
import type { Expected } from '#domain/kernel/messages/en.ts';
import { rule, ruleOf } from '#domain/kernel/messages/messages.ts';
import { stored } from '#domain/kernel/stored.ts';

let known: Set<string> | undefined;

function isKnown(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** An ISO 4217 code in capitals that Intl can print. */
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, { ...rule('invalid_format', { format: 'currencyCode' }), abort: true })
  .refine(isKnown, rule('invalid_format', { format: 'currency' }));
export type Currency = z.infer<typeof Currency>;

/** A sum in whole minor units: 12000 EUR is 120.00. May be negative, as a margin can. */
export const Amount = z.strictObject({ amount: z.int(), currency: Currency });
export type Amount = z.infer<typeof Amount>;

// 100 lines of 999 units at the highest price are still exact in a double.
const most = 9_999_999_999;
const isThere = (sent: unknown) => sent !== undefined;

/** What people are told that such a sum is. */
export const minorUnits = (least: number): Expected => ({ type: 'minorUnits', least, most });
const wholeUnits = (least: number) =>
  z
    .int(ruleOf(isThere, 'invalid_type', minorUnits(least)))
    .min(least)
    .max(most);

/** A price or a pay: an amount from 0 to 9,999,999,999 minor units. */
export const Money = Amount.extend({ amount: wholeUnits(0) });
export type Money = z.infer<typeof Money>;

/** What a request says of a price that may stand: a merge patch of it. */
export const PricePatch = z.strictObject({ amount: Money.shape.amount.nullish(), currency: Currency.nullish() });
export type PricePatch = z.infer<typeof PricePatch>;

/** Money as the table keeps it. */
export const Price = stored(Money.shape);

/** A sum that somebody is paid: more than 0. */
export const Payment = Amount.extend({ amount: wholeUnits(1) });
export type Payment = z.infer<typeof Payment>;

/** ISO 4217's currencies without two decimals, written down: Intl follows CLDR, which gives HUF none and may change. */
const decimals = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

/** How many decimals a currency's minor unit stands for (ISO 4217): EUR 2, JPY 0, KWD 3. */
export function decimalsOf(currency: Currency): number {
  if (decimals[0].includes(currency)) return 0;
  return decimals[3].includes(currency) ? 3 : 2;
}

/** The price of `quantity` units. */
export function times({ amount, currency }: Amount, quantity: number): Amount {
  return { amount: amount * quantity, currency };
}

/** The amounts together; none at all is 0 in `currency`. Another currency among them is a fault and throws. */
export function sum(amounts: readonly Amount[], currency: Currency): Amount {
  const stranger = amounts.find((amount) => amount.currency !== currency);
  if (stranger) throw new Error(`Cannot add ${stranger.currency} to ${currency}.`);
  return { amount: amounts.reduce((total, { amount }) => total + amount, 0), currency };
}

/** A share of `amount` (minor units, 0 or more), half a unit rounded up; `percent` has at most two decimals. */
export function percentOf(amount: number, percent: number): number {
  // BigInt, because amount x basis points passes 2^53 long before the amount does.
  const basisPoints = BigInt(Math.round(percent * 100));
  return Number((BigInt(amount) * basisPoints + 5_000n) / 10_000n);
}

/** Currencies whose sign is theirs alone: no language spells these out, and $, ¥ or kr stay what Intl tells apart (CA$). */
const ownSign = 'EUR ILS INR KRW NGN PHP TRY UAH VND';

/** An amount as people of a language (BCP 47) write it, with all of its currency's decimals. */
export function formatMoney({ amount, currency }: Amount, language: string): string {
  const digits = decimalsOf(currency);
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const currencyDisplay = ownSign.includes(currency) ? 'narrowSymbol' : 'symbol';
  // A double tells neighbouring cents apart up to 7 x 10^15 of them, so the quotient prints as the amount.
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay, ...shown }).format(
    amount / 10 ** digits,
  );
}

/** A percentage with at most two decimals as people of a language write it. */
export function formatPercent(percent: number, language: string): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(percent / 100);
}
