import { describe, expect, test } from 'vitest';
import type { OrderRow } from '#desk/api/client.ts';
import { atLaboratories } from '#desk/lists/sent-lists.ts';
import { clinicsOf, countText, daysFrom, lastTooNear, needing } from '#desk/lists/start-lists.ts';
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
  ...{
    revision: 0,
    promisedDate: null,
    hold: null,
    purpose: null,
    carrier: null,
    trackingNumber: null,
    returned: null,
  },
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

  test('that its laboratory has returned is told first, whenever it is due', () => {
    const back = { ...row('back', today), returned: 'No shade' };
    expect(needing([back, row('A', today)], days)).toMatchObject({ returned: [back], due: [{ number: 'A' }] });
  });

  test('that was read twice is there once', () => {
    const [one, other] = [row('A', today), row('B', today)];
    const due = { passed: { rows: [], goesOn: false }, soon: { rows: [one, other], goesOn: false } };
    expect(allDrafts({ rows: [one], goesOn: true }, due)).toEqual([one, other]);
  });
});

describe('an order at its laboratory', () => {
  const now = Date.parse('2026-11-26T12:00:00.000Z');
  const sent = (number: string, publishedAt: string, other: Partial<OrderRow> = {}): OrderRow => ({
    ...row(number, '2026-12-18'),
    status: 'published',
    publishedAt,
    revision: 1,
    ...other,
  });
  const listed = (...rows: OrderRow[]) =>
    Object.fromEntries(
      Object.entries(atLaboratories(rows, { now, today, settings })).map(([list, found]) => [
        list,
        found.map(({ number }) => number).join(' '),
      ]),
    );
  const lately = '2026-11-26T08:00:00.000Z';

  test('that it waits with is told, and so is one that it promises for after the due date or that is overdue', () => {
    const rows = [
      sent('held', lately, { status: 'production', hold: 'We wait for the scan.' }),
      sent('promised', lately, { status: 'production', promisedDate: '2026-12-19' }),
      sent('in-time', lately, { status: 'production', promisedDate: '2026-12-18' }),
      sent('overdue', lately, { status: 'produced', dueDate: '2026-11-25' }),
      sent('today', lately, { dueDate: today }),
    ];
    expect(listed(...rows)).toMatchObject({ waiting: 'held', late: 'promised overdue', unaccepted: '' });
  });

  test('that it has not accepted is told when a whole working day has gone by, in the zone of the organisation', () => {
    const rows = [
      sent('monday', '2026-11-23T22:00:00.000Z'),
      sent('tuesday', '2026-11-24T10:00:00.000Z'),
      sent('wednesday', '2026-11-25T08:00:00.000Z'),
      sent('accepted', '2026-11-20T08:00:00.000Z', { status: 'production' }),
    ];
    expect(listed(...rows)).toMatchObject({ unaccepted: 'monday tuesday' });
    const inAuckland = { ...settings, timeZone: 'Pacific/Auckland' };
    const late = sent('late', '2026-11-24T12:00:00.000Z');
    expect(atLaboratories([late], { now, today, settings: inAuckland }).unaccepted).toEqual([]);
    const noDays = { ...settings, workingWeek: [] };
    expect(atLaboratories(rows, { now, today, settings: noDays }).unaccepted).toEqual([]);
  });

  test('counts for 7 days as sent lately, the last one first', () => {
    const rows = [
      sent('new', '2026-11-20T12:01:00.000Z'),
      sent('old', '2026-11-19T11:59:00.000Z'),
      sent('newest', lately, { status: 'production' }),
    ];
    expect(listed(...rows)).toMatchObject({ lately: 'newest new' });
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
