import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  Amount,
  Currency,
  decimalsOf,
  formatMoney,
  formatPercent,
  Money,
  percentOf,
  sum,
  times,
} from '#domain/kernel/money.ts';
import { runs } from '#test/support/run/runs.ts';

const eur = (amount: number): Amount => ({ amount, currency: 'EUR' });

describe('a currency', () => {
  it('is a code of ISO 4217 in capitals', () => {
    for (const code of ['EUR', 'USD', 'GBP', 'UAH', 'JPY', 'KWD']) expect(Currency.parse(code)).toBe(code);
    for (const code of ['eur', 'EURO', 'EU', '', 'ZZZ', ' EUR', 'EUR\n', '€'])
      expect(Currency.safeParse(code).error?.issues).toHaveLength(1);
  });

  it('has the decimals of ISO 4217, also where Intl prints fewer', () => {
    const decimals = { EUR: 2, USD: 2, JPY: 0, KRW: 0, CLP: 0, KWD: 3, TND: 3, IQD: 3, HUF: 2, RSD: 2, COP: 2, IDR: 2 };
    for (const [code, expected] of Object.entries(decimals)) expect([code, decimalsOf(code)]).toEqual([code, expected]);
  });

  it('has those that Intl prints but for seventeen, whose small coins are in ISO 4217 and out of use', () => {
    const others = Intl.supportedValuesOf('currency').filter((code) => {
      const style = { style: 'currency', currency: code } as const;
      return new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits !== decimalsOf(code);
    });
    expect(others.join(' ')).toBe('AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER');
  });
});

describe('money', () => {
  it('is a whole number of minor units from 0 to 9,999,999,999', () => {
    for (const amount of [0, 1, 9_999_999_999]) expect(Money.parse(eur(amount))).toEqual(eur(amount));
    for (const amount of [-1, 0.5, 100_000_000_000, Number.NaN, Number.POSITIVE_INFINITY])
      expect(Money.safeParse(eur(amount)).success).toBe(false);
  });

  it('has an amount, a currency and nothing else', () => {
    expect(Money.safeParse({ ...eur(1), value: 1 }).success).toBe(false);
    expect(Money.safeParse({ amount: '1', currency: 'EUR' }).success).toBe(false);
    expect(Money.safeParse({ amount: 1 }).success).toBe(false);
  });

  it('may be negative or larger where it is a result', () => {
    expect(Amount.parse(eur(-500))).toEqual(eur(-500));
    expect(Amount.parse(eur(10 ** 13))).toEqual(eur(10 ** 13));
    expect(Amount.safeParse(eur(0.5)).success).toBe(false);
  });

  it('has a JSON Schema with its bounds', () => {
    expect(z.toJSONSchema(Money, { io: 'input' })).toMatchObject({
      properties: {
        amount: { type: 'integer', minimum: 0, maximum: 9_999_999_999 },
        currency: { type: 'string', pattern: '^[A-Z]{3}$' },
      },
      additionalProperties: false,
    });
  });
});

describe('adding up', () => {
  it('gives the worked example of domain/README.md: 1,053.00 less 5 % is 1,000.35', () => {
    const subtotal = sum([times(eur(11_900), 2), times(eur(12_500), 3), eur(44_000)], 'EUR');
    expect(subtotal).toEqual(eur(105_300));
    expect(percentOf(subtotal.amount, 5)).toBe(5_265);
    expect(subtotal.amount - percentOf(subtotal.amount, 5)).toBe(100_035);
  });

  it('gives 0 for nothing', () => {
    expect(sum([], 'JPY')).toEqual({ amount: 0, currency: 'JPY' });
  });

  it('may go below zero', () => {
    expect(sum([eur(100), eur(-350)], 'EUR')).toEqual(eur(-250));
  });

  it('throws on a second currency', () => {
    expect(() => sum([eur(1), { amount: 1, currency: 'USD' }], 'EUR')).toThrow('USD');
  });

  it('is exact for a whole order, line by line or at once', () => {
    const price = fc.integer({ min: 0, max: 9_999_999_999 });
    const lines = fc.array(fc.tuple(price, fc.integer({ min: 1, max: 999 })), { maxLength: 90 });
    fc.assert(
      fc.property(lines, (chosen) => {
        const total = sum(
          chosen.map(([amount, quantity]) => times(eur(amount), quantity)),
          'EUR',
        );
        const exact = chosen.reduce((so, [amount, quantity]) => so + BigInt(amount) * BigInt(quantity), 0n);
        expect(BigInt(total.amount)).toBe(exact);
      }),
    );
  });
});

describe('a percentage', () => {
  it.each([
    [1, 50, 1],
    [1, 49.99, 0],
    [3, 50, 2],
    [199, 0.25, 0],
    [200, 0.25, 1],
    [105_300, 5, 5_265],
    [99_999, 33.33, 33_330],
    [10_000, 1.15, 115],
    [100, 1.005 * 100, 101],
    [0, 100, 0],
  ])('of %i at %d %% is %i, half a unit rounded up', (amount, percent, expected) => {
    expect(percentOf(amount, percent)).toBe(expected);
  });

  it('is exact to the unit for every amount and every two decimals', () => {
    const amounts = fc.oneof(fc.integer({ min: 0, max: 10 ** 13 }), fc.nat(1_000));
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 10_000 }), (amount, basisPoints) => {
        const product = BigInt(amount) * BigInt(basisPoints);
        const halfUp = product / 10_000n + (product % 10_000n >= 5_000n ? 1n : 0n);
        expect(BigInt(percentOf(amount, basisPoints / 100))).toBe(halfUp);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('of 100 is everything', () => {
    fc.assert(fc.property(fc.maxSafeNat(), (amount) => percentOf(amount, 100) === amount));
  });
});

describe('money on paper', () => {
  it.each([
    [{ amount: 123_456, currency: 'EUR' }, 'en', '€1,234.56'],
    [{ amount: 123_456, currency: 'EUR' }, 'de', '1.234,56\u00A0€'],
    [{ amount: 1_200, currency: 'JPY' }, 'en', '¥1,200'],
    [{ amount: 1_234, currency: 'KWD' }, 'en', 'KWD\u00A01.234'],
    [{ amount: 123_456, currency: 'EUR' }, 'uk', '1\u00A0234,56\u00A0€'],
    [{ amount: 123_456, currency: 'UAH' }, 'de', '1.234,56\u00A0₴'],
    [{ amount: 123_456, currency: 'CAD' }, 'en', 'CA$1,234.56'],
    [{ amount: 150_050, currency: 'HUF' }, 'en', 'HUF\u00A01,500.50'],
    [{ amount: -5, currency: 'USD' }, 'en', '-$0.05'],
    [{ amount: 0, currency: 'USD' }, 'en', '$0.00'],
  ])('%j in %s is %s', (amount, language, expected) => {
    expect(formatMoney(amount, language)).toBe(expected);
  });

  it('writes a percentage in each language’s way', () => {
    expect(['en', 'uk', 'de'].map((language) => formatPercent(12.25, language))).toEqual([
      '12.25%',
      '12,25%',
      '12,25\u00A0%',
    ]);
  });

  it('shows every minor unit', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'HUF');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 10 ** 15 }), currency, (amount, code) => {
        const digits = formatMoney({ amount, currency: code }, 'en').replace(/\D/g, '');
        expect(digits).toBe(String(amount).padStart(decimalsOf(code) + 1, '0'));
      }),
      { numRuns: runs(1000) },
    );
  });
});
