import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CalendarException, WorkingCalendar, WorkingDay } from '#domain/catalog/requests/put-settings.ts';
import {
  addDays,
  CalendarDate,
  dateIn,
  earliestDueDate,
  isWorkingDay,
  leadDates,
  TimeOfDay,
  workingDaysAfter,
} from '#domain/kernel/calendar.ts';

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekOf = (worked: readonly WorkingDay['day'][]) => worked.map((day) => ({ day, from: '09:00', to: '18:00' }));
const closed = (date: string, until = date): CalendarException => ({ date, until, reason: 'Closed', annually: false });
const yearly = (date: string, until = date): CalendarException => ({ ...closed(date, until), annually: true });
const mondayToFriday = (...exceptions: CalendarException[]): WorkingCalendar => ({
  workingWeek: weekOf(days.slice(0, 5)),
  exceptions,
});
const leadDate = (due: string, n: number, open: WorkingCalendar) => leadDates(due, [n], open).get(n);
const paths = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).error?.issues.map(({ path }) => path);

const date = fc.integer({ min: 0, max: 95_000 }).map((day) => addDays('1920-01-01', day));
const lead = fc.nat(40);
const exception = fc
  .record({ start: fc.nat(3_000), length: fc.nat(20), annually: fc.boolean(), shorter: fc.boolean() })
  .map(({ start, length, annually, shorter }): CalendarException => {
    const first = addDays('2026-01-01', start);
    const day = { date: first, until: addDays(first, length), reason: 'Off', annually };
    return shorter ? { ...day, from: '09:00', to: '12:00' } : day;
  });
const calendar = fc.record({
  workingWeek: fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }).map(weekOf),
  exceptions: fc.array(exception, { maxLength: 6 }),
});
const soon = fc.nat(3_000).map((day) => addDays('2026-01-01', day));

describe('a calendar date', () => {
  it('is a real day from 1900 to 2199', () => {
    for (const day of ['1900-01-01', '2024-02-29', '2000-02-29', '2026-12-18', '2199-12-31'])
      expect(CalendarDate.parse(day)).toBe(day);
    const refused = ['2026-02-30', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '1899-12-31', '2200-01-01'];
    const malformed = [
      '2026-1-1',
      '20261218',
      '2026-12-18T00:00:00Z',
      ' 2026-12-18',
      '2026-12-18\n',
      '+02026-01-01',
      '',
    ];
    for (const day of [...refused, ...malformed]) expect(paths(CalendarDate, day)).toEqual([[]]);
  });

  it('moves by whole days over months, leap years and the turn of the year', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-03-01', -1)).toBe('2027-02-28');
    expect(addDays('2026-12-18', 0)).toBe('2026-12-18');
  });

  it('comes back after as many days forth as back, and stays a date', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -5_000, max: 5_000 }), (day, n) => {
        const moved = addDays(day, n);
        expect(CalendarDate.safeParse(moved).success).toBe(true);
        expect(addDays(moved, -n)).toBe(day);
        expect(Math.sign(n)).toBe(moved === day ? 0 : moved > day ? 1 : -1);
      }),
    );
  });
});

describe('today', () => {
  it.each([
    ['Etc/GMT+12', '2026-12-18T11:59:59.999Z', '2026-12-17'],
    ['Etc/GMT+12', '2026-12-18T12:00:00.000Z', '2026-12-18'],
    ['Pacific/Kiritimati', '2026-12-18T09:59:59.999Z', '2026-12-18'],
    ['Pacific/Kiritimati', '2026-12-18T10:00:00.000Z', '2026-12-19'],
    ['UTC', '2026-12-31T23:59:59.999Z', '2026-12-31'],
    ['Europe/Berlin', '2026-12-31T23:00:00.000Z', '2027-01-01'],
    ['Asia/Kathmandu', '2026-06-01T18:15:00.000Z', '2026-06-02'],
  ])('in %s at %s is %s', (zone, instant, day) => {
    expect(dateIn(zone, instant)).toBe(day);
    expect(dateIn(zone, new Date(instant))).toBe(day);
  });

  it.each([
    ['Europe/Berlin, summer begins', 'Europe/Berlin', '2026-03-28T22:59:59Z', '2026-03-28'],
    ['Europe/Berlin, summer begins', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29'],
    ['Europe/Berlin, summer began', 'Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['Europe/Berlin, winter begins', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25'],
    ['Europe/Berlin, winter began', 'Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['America/New_York, summer began', 'America/New_York', '2026-03-09T03:59:59Z', '2026-03-08'],
    ['America/New_York, winter began', 'America/New_York', '2026-11-02T04:59:59Z', '2026-11-01'],
    ['Asia/Beirut, no midnight that night', 'Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-29'],
  ])('keeps its midnight on the night of a clock change: %s', (_, zone, instant, day) => {
    expect(dateIn(zone, instant)).toBe(day);
  });

  it('in every fixed zone is the day of the instant moved by the offset', () => {
    const instant = fc.date({ min: new Date('1970-01-01'), max: new Date('2199-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: -12, max: 14 }), (now, offset) => {
        const zone = `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
        const moved = new Date(now.getTime() + offset * 3_600_000);
        expect(dateIn(zone, now)).toBe(moved.toISOString().slice(0, 10));
      }),
    );
  });
});

describe('a working calendar as people set it', () => {
  const day = { day: 'mon', from: '09:00', to: '18:00' };
  const holiday = { date: '2026-12-24', reason: 'Christmas', annually: false };

  it('has times from 00:00 to 23:59', () => {
    for (const time of ['00:00', '09:30', '23:59']) expect(TimeOfDay.parse(time)).toBe(time);
    for (const time of ['24:00', '9:00', '09:60', '09:00:00', '0900', '']) expect(paths(TimeOfDay, time)).toEqual([[]]);
  });

  it('ends each day after it begins, with breaks inside', () => {
    const noon = { from: '12:00', to: '13:00' };
    expect(WorkingDay.parse({ ...day, breaks: [noon] })).toEqual({ ...day, breaks: [noon] });
    expect(paths(WorkingDay, { ...day, to: '09:00' })).toEqual([['to']]);
    expect(paths(WorkingDay, { ...day, breaks: [{ from: '13:00', to: '12:00' }] })).toEqual([['breaks', 0, 'to']]);
    expect(paths(WorkingDay, { ...day, breaks: [noon, { from: '08:00', to: '09:30' }] })).toEqual([['breaks', 1]]);
    expect(paths(WorkingDay, { ...day, breaks: [{ from: '17:30', to: '18:01' }] })).toEqual([['breaks', 0]]);
    expect(paths(WorkingDay, { ...day, day: 'monday' })).toEqual([['day']]);
    expect(WorkingDay.safeParse({ ...day, lunch: true }).success).toBe(false);
  });

  it('has exceptions that end no earlier than they begin', () => {
    for (const good of [
      holiday,
      { ...holiday, until: '2026-12-24' },
      { ...holiday, until: '2030-01-01' },
      { ...holiday, from: '09:00', to: '13:00' },
      { ...holiday, annually: true, until: '2027-12-23' },
    ])
      expect(CalendarException.parse(good)).toEqual(good);
    expect(paths(CalendarException, { ...holiday, until: '2026-12-23' })).toEqual([['until']]);
    expect(paths(CalendarException, { ...holiday, from: '09:00' })).toEqual([['to']]);
    expect(paths(CalendarException, { ...holiday, to: '09:00' })).toEqual([['to']]);
    expect(paths(CalendarException, { ...holiday, from: '13:00', to: '13:00' })).toEqual([['to']]);
    expect(paths(CalendarException, { ...holiday, reason: ' ' })).toEqual([['reason']]);
    expect(paths(CalendarException, { ...holiday, reason: 'x'.repeat(101) })).toEqual([['reason']]);
  });

  it('refuses a yearly exception of a year or more', () => {
    expect(paths(CalendarException, { ...holiday, annually: true, until: '2027-12-24' })).toEqual([['until']]);
  });

  it('names each day of the week once, at least one', () => {
    const calendar = { workingWeek: [day, { ...day, day: 'tue' }, day], exceptions: [] };
    expect(paths(WorkingCalendar, calendar)).toEqual([['workingWeek', 2, 'day']]);
    expect(paths(WorkingCalendar, { ...calendar, workingWeek: [] })).toEqual([['workingWeek']]);
    expect(WorkingCalendar.safeParse(mondayToFriday()).success).toBe(true);
  });

  it('holds 366 exceptions and no more', () => {
    const many = (length: number) => mondayToFriday(...Array.from({ length }, () => closed('2026-12-24')));
    expect(WorkingCalendar.safeParse(many(366)).success).toBe(true);
    expect(paths(WorkingCalendar, many(367))).toEqual([['exceptions']]);
  });

  it('has a JSON Schema', () => {
    expect(z.toJSONSchema(WorkingCalendar, { io: 'input' })).toMatchObject({ additionalProperties: false });
    expect(z.toJSONSchema(CalendarDate, { io: 'input' })).toMatchObject({ type: 'string', format: 'date' });
  });
});

describe('a working day', () => {
  it('is one that the week names', () => {
    const week = ['2026-12-14', '2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-19', '2026-12-20'];
    expect(week.map((day) => isWorkingDay(day, mondayToFriday()))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    for (const [index, day] of days.entries()) {
      const alone = { workingWeek: weekOf([day]), exceptions: [] };
      expect(week.filter((one) => isWorkingDay(one, alone))).toEqual([week[index]]);
    }
  });

  it('stays one when its hours are shorter, and a free day stays free', () => {
    const short = {
      date: '2026-12-18',
      until: '2026-12-19',
      reason: 'Party',
      annually: false,
      from: '09:00',
      to: '13:00',
    };
    expect(isWorkingDay('2026-12-18', mondayToFriday(short))).toBe(true);
    expect(isWorkingDay('2026-12-19', mondayToFriday(short))).toBe(false);
    expect(isWorkingDay('2026-12-18', mondayToFriday(short, closed('2026-12-18')))).toBe(false);
  });

  it('is closed from the first to the last day of an exception, in that year only', () => {
    const holidays = mondayToFriday(closed('2026-08-03', '2026-08-14'));
    expect(isWorkingDay('2026-07-31', holidays)).toBe(true);
    expect(isWorkingDay('2026-08-03', holidays)).toBe(false);
    expect(isWorkingDay('2026-08-14', holidays)).toBe(false);
    expect(isWorkingDay('2026-08-17', holidays)).toBe(true);
    expect(isWorkingDay('2027-08-04', holidays)).toBe(true);
  });

  it('is closed every year by a yearly exception, across the turn of the year too', () => {
    const christmas = mondayToFriday(yearly('2026-12-24', '2027-01-02'));
    for (const day of ['2026-12-24', '2026-12-31', '2027-01-01', '2029-12-24', '2030-01-02', '2025-12-31'])
      expect([day, isWorkingDay(day, christmas)]).toEqual([day, false]);
    for (const day of ['2026-12-23', '2030-01-03', '2026-06-15'])
      expect([day, isWorkingDay(day, christmas)]).toEqual([day, true]);
  });

  it('is closed on a yearly 02-29 in leap years and on no other day', () => {
    const leap = mondayToFriday(yearly('2028-02-29'));
    expect(isWorkingDay('2028-02-29', leap)).toBe(false);
    expect(isWorkingDay('2028-02-28', leap)).toBe(true);
    expect(isWorkingDay('2029-02-28', leap)).toBe(true);
    expect(isWorkingDay('2029-03-01', leap)).toBe(true);
  });
});

describe('lead days', () => {
  it.each([
    ['2026-12-18', 1, '2026-12-17'],
    ['2026-12-18', 5, '2026-12-11'],
    ['2026-12-18', 0, '2026-12-18'],
    ['2026-12-20', 1, '2026-12-18'],
    ['2026-12-20', 0, '2026-12-18'],
  ])('due %s, lead %i falls on %s in a week from Monday to Friday', (due, days, expected) => {
    expect(leadDate(due, days, mondayToFriday())).toBe(expected);
  });

  it.each([
    [1, '2026-12-17'],
    [2, '2026-12-15'],
    [5, '2026-12-10'],
  ])('due 2026-12-18, lead %i falls on %s with Wednesday 16 closed', (days, expected) => {
    expect(leadDate('2026-12-18', days, mondayToFriday(closed('2026-12-16')))).toBe(expected);
  });

  it('fall on working days, strictly before the due date, with exactly the days between', () => {
    fc.assert(
      fc.property(soon, lead, calendar, (due, n, open) => {
        const day = leadDate(due, n, open);
        if (day === undefined) throw new Error('no such day');
        expect(isWorkingDay(day, open)).toBe(true);
        const inclusive = n === 0 ? 1 : 0;
        let worked = 0;
        for (let one = day; one < addDays(due, inclusive); one = addDays(one, 1))
          worked += isWorkingDay(one, open) ? 1 : 0;
        expect(worked).toBe(Math.max(n, 1));
      }),
    );
  });

  it('are the same for many leads as for each, and none without a due date', () => {
    fc.assert(
      fc.property(soon, fc.array(lead, { maxLength: 5 }), calendar, (due, leads, open) => {
        const dates = leadDates(due, leads, open);
        expect(leads.map((n) => dates.get(n))).toEqual(leads.map((n) => leadDate(due, n, open)));
      }),
    );
    expect(leadDates(null, [0, 1], mondayToFriday()).size).toBe(0);
  });

  it('of every lead there is are found on one walk of the calendar', () => {
    const closures = Array.from({ length: 365 }, () => yearly('2026-06-01', '2026-06-02'));
    const mondays = { workingWeek: weekOf(['mon']), exceptions: closures };
    const cost = (leads: number[]) => {
      const start = process.cpuUsage();
      expect(leadDates('2026-12-18', leads, mondays).get(365)).toBe('2019-12-02');
      return process.cpuUsage(start).user / 1000;
    };
    cost([365]);
    expect(cost(Array.from({ length: 366 }, (_, n) => n))).toBeLessThan(4 * Math.max(cost([365]), 50));
  });

  it('never fall later for a longer lead or an earlier due date', () => {
    fc.assert(
      fc.property(soon, lead, fc.nat(20), calendar, (due, n, more, open) => {
        const day = leadDate(due, n, open) ?? '';
        expect((leadDate(due, n + more, open) ?? '9') <= day).toBe(true);
        expect((leadDate(addDays(due, -more), n, open) ?? '9') <= day).toBe(true);
      }),
    );
  });
});

describe('working days after a date', () => {
  it('count from the next one; 0 is the day itself or the first one after it', () => {
    expect(workingDaysAfter('2026-12-11', 1, mondayToFriday())).toBe('2026-12-14');
    expect(workingDaysAfter('2026-12-11', 5, mondayToFriday())).toBe('2026-12-18');
    expect(workingDaysAfter('2026-12-12', 1, mondayToFriday())).toBe('2026-12-14');
    expect(workingDaysAfter('2026-12-11', 0, mondayToFriday())).toBe('2026-12-11');
    expect(workingDaysAfter('2026-12-12', 0, mondayToFriday())).toBe('2026-12-14');
  });

  it('lead back to a working day they were counted from', () => {
    fc.assert(
      fc.property(soon, lead, calendar, (start, n, open) => {
        const working = workingDaysAfter(start, 0, open) ?? '';
        expect(leadDate(workingDaysAfter(working, n, open) ?? '', n, open)).toBe(working);
      }),
    );
  });
});

describe('the earliest due date', () => {
  it('for a zirconia crown taken in on Friday 2026-12-11 is Friday 2026-12-18', () => {
    expect(earliestDueDate('2026-12-11', 5, mondayToFriday())).toBe('2026-12-18');
  });

  it('may be today, and on a day off is the next working day', () => {
    expect(earliestDueDate('2026-12-11', 0, mondayToFriday())).toBe('2026-12-11');
    expect(earliestDueDate('2026-12-12', 0, mondayToFriday())).toBe('2026-12-14');
    expect(earliestDueDate('2026-12-12', 1, mondayToFriday())).toBe('2026-12-15');
  });

  it('is the first working day whose lead date has not passed: no earlier one will do', () => {
    fc.assert(
      fc.property(soon, lead, calendar, (today, n, open) => {
        const due = earliestDueDate(today, n, open) ?? '';
        expect(isWorkingDay(due, open)).toBe(true);
        expect((leadDate(due, n, open) ?? '') >= today).toBe(true);
        const before = leadDate(addDays(due, -1), 0, open) ?? '';
        expect(before < today || (leadDate(before, n, open) ?? '') < today).toBe(true);
      }),
    );
  });
});

describe('a laboratory that never opens', () => {
  it.each([
    ['closed for good', closed('1900-01-01', '2199-12-31')],
    ['closed every day of every year', yearly('2027-03-01', '2028-02-29')],
  ])('has no dates: %s', (_, forever) => {
    const never = mondayToFriday(forever);
    expect(leadDate('2026-12-18', 0, never)).toBeUndefined();
    expect(leadDate('2026-12-18', 5, never)).toBeUndefined();
    expect(workingDaysAfter('2026-12-18', 1, never)).toBeUndefined();
    expect(earliestDueDate('2026-12-18', 3, never)).toBeUndefined();
  });

  it('has dates again after closing for years', () => {
    const years = mondayToFriday(closed('2027-01-01', '2030-12-31'));
    expect(workingDaysAfter('2026-12-31', 1, years)).toBe('2031-01-01');
    expect(earliestDueDate('2027-05-05', 1, years)).toBe('2031-01-02');
    expect(leadDate('2031-01-01', 1, years)).toBe('2026-12-31');
  });
});
