import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAmount, writeAmount } from '#domain/catalog/import/amounts.ts';
import { formatMoney } from '#domain/kernel/money.ts';

it.each([
  ['120', 'EUR', 120_00],
  ['120.5', 'EUR', 120_50],
  ['120,50', 'EUR', 120_50],
  ['0.05', 'EUR', 5],
  ['1.200,50', 'EUR', 1200_50],
  ['1,200.50', 'USD', 1200_50],
  ['1 200,50', 'UAH', 1200_50],
  ['1\u00A0200,50', 'UAH', 1200_50],
  ['1\u202F200', 'EUR', 1200_00],
  ["1'200.50", 'CHF', 1200_50],
  ['1’200.50', 'CHF', 1200_50],
  ['1.200.000', 'EUR', 1_200_000_00],
  ['1.200.000,50', 'EUR', 1_200_000_50],
  ['120,00 €', 'EUR', 120_00],
  ['€120.00', 'EUR', 120_00],
  ['EUR 120.00', 'EUR', 120_00],
  ['120.00 EUR', 'EUR', 120_00],
  ['$1,200.50', 'USD', 1200_50],
  ['1 200,50 ₴', 'UAH', 1200_50],
  ['12000', 'JPY', 12_000],
  ['¥12,000', 'JPY', 12_000],
  ['1.200', 'KWD', 1_200],
  ['1.234', 'KWD', 1_234],
])('%s in %s is %i minor units', (text, currency, amount) => {
  expect(readAmount(text, currency)).toBe(amount);
});

it.each([
  ['1.200', 'EUR', 'which may be 1,200 or 1.2'],
  ['1,200', 'USD', 'which may be 1,200 or 1.2'],
  ['0.125', 'EUR', 'with more decimals than the currency has'],
  ['120.00', 'JPY', 'with decimals that the currency does not have'],
  ['1.20.000', 'EUR', 'with a group of two digits'],
  ['1.200.50', 'EUR', 'with one mark for two things'],
  ['1,200,50', 'EUR', 'with one mark for two things'],
  ['1.200 000', 'EUR', 'with two marks for thousands'],
  ['-5', 'EUR', 'below zero'],
  ['(5)', 'EUR', 'below zero'],
  ['120.00 USD', 'EUR', 'in another currency'],
  ['$120.00', 'EUR', 'in another currency'],
  ['12e3', 'EUR', 'in the notation of science'],
  ['about 120', 'EUR', 'with words'],
  ['.50', 'EUR', 'without a digit before the point'],
  ['50.', 'EUR', 'without a digit after the point'],
  ['EUR', 'EUR', 'without a number'],
  ['', 'EUR', 'that is empty'],
])('%s in %s, an amount %s, is not read', (text, currency) => {
  expect(readAmount(text, currency)).toBeUndefined();
});

it('an amount is read as spreadsheets in three languages show it, and as it is written here', () => {
  const money = fc.record({
    amount: fc.integer({ min: 0, max: 9_999_999_999 }),
    currency: fc.constantFrom('EUR', 'USD', 'UAH', 'GBP', 'PLN', 'CHF', 'JPY', 'KWD'),
  });
  fc.assert(
    fc.property(money, fc.constantFrom('en', 'de', 'uk'), (sum, language) => {
      for (const text of [formatMoney(sum, language), writeAmount(sum)])
        expect(readAmount(text, sum.currency)).toBe(sum.amount);
    }),
  );
});
