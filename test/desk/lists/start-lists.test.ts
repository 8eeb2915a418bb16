import { describe, expect, test } from 'vitest';
import type { OrderRow } from '#desk/api/client.ts';
import { clinicsOf, countText, daysFrom, lastTooNear, needing, sentLately } from '#desk/lists/start-lists.ts';
import { allDrafts } from '#desk/lists/start-reads.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';

/** A Thursday; the Friday after it is a holiday. */
const today = '2026-11-26';
const settings = {
  ...defaultSettings,
  workingWeek: (['mon', 'tue', 'wed', 'thu', 'fri'] as const).map((day) => ({ day, from: '09:00', to: '18:00' })),
  exceptions: [{ date: '2026-11-27', reason: 'Holiday', annually: false }],
  productionDays: 3,
  updatedBy: null,
};
const days = daysFrom(today, settings);

const row = (number: string, dueDate: string | null, missing: OrderRow['missing'] = []): OrderRow => ({
  number,
  status: 'draft',
  statusSince: '2026-11-20T08:00:00.000Z',
  source: null,
  customerId: 'anna',
  customer: { firstName: 'Anna', lastName: 'Weber' },
  clinic: 'Mitte',
  laboratoryId: null,
  patient: {},
  toothNotation: null,
  servicesInBrief: { services: [], more: 0 },
  missing,
  dueDate,
  createdAt: '2026-11-20T08:00:00.000Z',
  publishedAt: null,
  ...{ revision: 0, promisedDate: null, hold: null, returned: null },
});
const sorted = (...rows: OrderRow[]) => {
  const { due, near, unready, ready } = needing(rows, days);
  return [due, near, unready, ready].map((list) => list.map(({ number }) => number).join(' '));
};

describe('the days of the start screen', () => {
  test('follow the calendar of the organisation', () => {
    expect(days).toEqual({ today, next: '2026-11-30', back: '2026-12-02' });
    expect(lastTooNear(days)).toBe('2026-12-01');
  });

  test('are never before today: nothing is too near that the first list does not have, and a calendar may have no working day', () => {
    const atOnce = daysFrom(today, { ...settings, productionDays: 0 });
    expect(atOnce).toEqual({ today, next: '2026-11-30', back: today });
    expect(lastTooNear(atOnce)).toBe('2026-11-30');
    expect(daysFrom(today, { ...settings, workingWeek: [] })).toEqual({ today, next: today, back: today });
  });
});

describe('a draft', () => {
  test('that is due up to the next working day is in the first list, ready or not', () => {
    expect(sorted(row('A', '2026-11-30'), row('B', today, ['shade_missing']))).toEqual(['B A', '', '', '']);
  });

  test('whose date has passed is in the first list, behind what can still be done in time, the latest first', () => {
    expect(sorted(row('old', '2020-01-01'), row('A', '2026-11-25'), row('B', today))).toEqual(['B A old', '', '', '']);
  });

  test('that is wanted before work that is sent today comes back is in the second', () => {
    expect(sorted(row('A', '2026-12-01'), row('B', '2026-12-02'))).toEqual(['', 'A', '', 'B']);
  });

  test('that lacks something is in the third, unless it is in one before', () => {
    const lacks: OrderRow['missing'] = ['laboratory_missing'];
    const rows = [row('A', '2026-12-24', lacks), row('B', null, lacks), row('C', '2026-12-01', lacks)];
    expect(sorted(...rows, row('ready', '2026-12-24'))).toEqual(['', 'C', 'A B', 'ready']);
  });

  test('that lacks nothing and is due later is not forgotten: it is in the fourth, the soonest first', () => {
    expect(sorted(row('later', '2027-02-01'), row('A', '2026-12-24'), row('B', '2026-12-01'))).toEqual([
      '',
      'B',
      '',
      'A later',
    ]);
  });

  test('that was read twice is there once', () => {
    const [one, other] = [row('A', today), row('B', today)];
    const due = { passed: { rows: [], goesOn: false }, soon: { rows: [one, other], goesOn: false } };
    expect(allDrafts({ rows: [one], goesOn: true }, due)).toEqual([one, other]);
  });
});

describe('what was sent lately', () => {
  const now = Date.parse('2026-11-26T12:00:00.000Z');
  const sent = (statusSince: string): OrderRow => ({ ...row(statusSince, today), status: 'published', statusSince });
  const [new1, new2, old] = ['2026-11-26T08:00:00Z', '2026-11-20T08:00:00Z', '2026-11-19T11:59:00Z'].map(sent);

  test('is what was sent in the last 7 days, and goes on only if all that was read is', () => {
    const read = { rows: [new1, new2, old].flatMap((one) => one ?? []), goesOn: true };
    expect(sentLately(read, now)).toEqual({ rows: [new1, new2], goesOn: false });
    expect(sentLately({ rows: read.rows.slice(0, 2), goesOn: true }, now).goesOn).toBe(true);
  });
});

test('the clinics to choose from are those of the orders, and the remembered one', () => {
  expect(clinicsOf([row('A', null), row('B', null)], null)).toEqual(['Mitte']);
  expect(clinicsOf([row('A', null)], 'Altstadt')).toEqual(['Altstadt', 'Mitte']);
});

test('a count ends at 100+, and says when there may be more', () => {
  const counts = [
    [7, false],
    [7, true],
    [100, false],
    [100, true],
    [130, false],
  ] as const;
  expect(counts.map(([orders, goesOn]) => countText(orders, goesOn))).toEqual(['7', '7+', '100', '100+', '100+']);
});
