import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateIn } from '#domain/kernel/calendar.ts';
import { todayIn } from '#functions/clock.ts';

const aliases = ['Europe/Kyiv', 'Asia/Kolkata', 'US/Eastern', 'NZ', 'EST5EDT', 'Etc/GMT+5', 'Etc/GMT-14', 'GMT', 'UTC'];
const countries = ['Cuba', 'Egypt', 'Eire', 'GB-Eire', 'Iran', 'Japan', 'NZ-CHAT', 'PRC', 'ROC', 'ROK', 'W-SU', 'Zulu'];
const abbreviations = ['CET', 'CST6CDT', 'EET', 'EST', 'HST', 'MET', 'MST', 'MST7MDT', 'PST8PDT', 'WET', 'Etc/GMT+12'];
const zones = [...Intl.supportedValuesOf('timeZone'), ...aliases, ...countries, ...abbreviations];
const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true });

describe('Today in a zone', () => {
  test('is the date that Intl says, whichever zone was asked before', () => {
    fc.assert(
      fc.property(instant, fc.constantFrom(...zones), (now, zone) => {
        const at = now.toISOString();
        expect(todayIn(zone, at)).toBe(dateIn(zone, at));
      }),
      { numRuns: 500 },
    );
  });

  test('is right in every zone at the change of the day', () => {
    for (const zone of zones)
      for (const at of [
        '2026-01-15T22:30:00.000Z',
        '2026-01-15T23:30:00.000Z',
        '2026-07-15T05:15:00.000Z',
        '2026-07-15T11:59:59.999Z',
      ])
        expect([zone, todayIn(zone, at)]).toEqual([zone, dateIn(zone, at)]);
  });

  test('is right however the name of the zone is written', () => {
    for (const zone of ['asia/tokyo', 'AMERICA/NEW_YORK', 'utc'])
      expect([zone, todayIn(zone, '2026-07-15T23:30:00.000Z')]).toEqual([
        zone,
        dateIn(zone, '2026-07-15T23:30:00.000Z'),
      ]);
  });

  test('is right in a thread, which goes by the zone of the machine whatever it is told', async () => {
    const asked = join(import.meta.dirname, '../support/functions/ask-today-in-thread.ts');
    for (const TZ of ['Asia/Kolkata', 'America/St_Johns']) {
      const { stdout } = await promisify(execFile)(process.execPath, [asked], { env: { ...process.env, TZ } });
      for (const [zone, at, today] of JSON.parse(stdout))
        expect([zone, at, today]).toEqual([zone, at, dateIn(zone, at)]);
    }
  });

  test('is refused in a zone that nobody knows', () => {
    expect(() => todayIn('Nowhere/Known', '2026-07-15T23:30:00.000Z')).toThrow(RangeError);
  });
});
