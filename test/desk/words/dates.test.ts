import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockIn, dayIn, timeIn, weekdayIn } from '#desk/words/dates.ts';
import { languages } from '#domain/kernel/language.ts';
import { dayFirst, monthFirst } from '#domain/kernel/messages/written-dates.ts';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('the page writes a date as the messages beside it do, in every language', () => {
  fc.assert(
    fc.property(anyDate, fc.constantFrom(...languages), (date, language) => {
      expect(dayIn(language, date)).toBe(language === 'en' ? monthFirst(date) : dayFirst(date));
    }),
  );
  expect(languages.map((language) => `${weekdayIn(language, '2026-11-30')} ${dayIn(language, '2026-11-30')}`)).toEqual([
    'Mon Nov 30, 2026',
    'пн 30.11.2026',
    'Mo 30.11.2026',
  ]);
});

describe('an instant', () => {
  const late = new Date('2026-11-26T22:59:00Z');
  const plain = (text: string) => text.replaceAll('\u202F', ' ');

  test('is shown as the clock of the organisation shows it, without its zone where this computer has the same time', () => {
    for (const zone of ['Europe/Berlin', 'Europe/Rome', undefined]) {
      const clock = { zone, here: 'Europe/Berlin' };
      expect(plain(timeIn('en', late, clock))).toBe('Nov 26, 2026, 11:59 PM');
      expect(timeIn('de', late, clock)).toBe('26.11.2026, 23:59');
      expect(timeIn('uk', late, clock)).toBe('26.11.2026, 23:59');
      expect(clockIn('de', late, clock)).toBe('23:59');
    }
  });

  test('has in English the hours as this computer counts them, and in other languages always 24', () => {
    const clock = { zone: undefined, here: 'Europe/Berlin' } as const;
    expect(timeIn('en', late, { ...clock, hours: 'h23' })).toBe('Nov 26, 2026, 23:59');
    expect(plain(timeIn('en', late, { ...clock, hours: 'h12' }))).toBe('Nov 26, 2026, 11:59 PM');
    expect(timeIn('de', late, { ...clock, hours: 'h12' })).toBe('26.11.2026, 23:59');
  });

  test('names the zone where this computer has another time', () => {
    const clock = { zone: 'Europe/Berlin', here: 'UTC' };
    expect(plain(timeIn('en', late, clock))).toBe('Nov 26, 2026, 11:59 PM GMT+1');
    expect(timeIn('de', late, clock)).toBe('26.11.2026, 23:59 MEZ');
    expect(clockIn('uk', late, clock)).toBe('23:59 GMT+1');
  });

  test('of a laboratory, which works for many, is that of this computer', () => {
    expect(timeIn('de', late, { zone: undefined, here: 'UTC' })).toBe('26.11.2026, 22:59');
  });
});
