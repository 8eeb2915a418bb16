import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  calendarTyped,
  dateAfterKey,
  kindOfDate,
  pointerOfDay,
  settingsBody,
  settingsTyped,
  weeksOf,
} from '#desk/catalogue/settings/settings-typed.ts';
import { faultsIn } from '#desk/editing/check-body.ts';
import { PutSettings } from '#domain/catalog/requests/put-settings.ts';
import { defaultSettings } from '#domain/catalog/settings.ts';
import { addDays } from '#domain/kernel/calendar.ts';
import { en } from '#test/support/all-messages.ts';

const closedOverNewYear = { date: '2026-12-28', until: '2027-01-03', reason: 'Company holiday', annually: true };
const halfDay = { date: '2026-12-24', reason: 'Christmas Eve', annually: false, from: '09:00', to: '13:00' };
const settings = { ...defaultSettings, exceptions: [closedOverNewYear, halfDay] };
const typed = settingsTyped(settings);

describe('settings that are typed', () => {
  test('are the body of their PUT again', () => {
    const { version: _, updatedAt: __, updatedBy: ___, ...body } = settings;
    expect(PutSettings.parse(settingsBody(typed))).toEqual({ ...body, exceptions: [halfDay, closedOverNewYear] });
  });

  test('keep the hours of a day off, in case it becomes a working day again', () => {
    const off = { ...typed, workingWeek: typed.workingWeek.map((day) => ({ ...day, works: day.day === 'sat' })) };
    expect(calendarTyped(off).workingWeek).toEqual([{ day: 'sat', from: '09:00', to: '18:00' }]);
  });

  test('have their faults at the day, which the body counts among the working days alone', () => {
    const [monday, ...others] = typed.workingWeek;
    const week = [{ ...(monday ?? expect.fail()), works: false }, ...others].map((day) =>
      day.day === 'tue' ? { ...day, to: '08:00' } : day,
    );
    const [fault] = faultsIn(PutSettings, settingsBody({ ...typed, workingWeek: week }), null, en);
    expect(fault).toEqual({
      pointer: `${pointerOfDay(week, 'tue')}/to`,
      message: 'Choose an end that is later than the beginning.',
    });
  });
});

describe('a day of the calendar', () => {
  const calendar = calendarTyped(typed);

  test.each([
    ['2026-12-23', 'working', []],
    ['2026-12-24', 'shorter', ['Christmas Eve']],
    ['2027-12-24', 'working', []],
    ['2026-12-27', 'off', []],
    ['2026-12-31', 'closed', ['Company holiday']],
    ['2031-01-01', 'closed', ['Company holiday']],
    ['2027-01-02', 'closed', ['Company holiday']],
  ])('%s is %s', (date, kind, reasons) => {
    const found = kindOfDate(date, calendar);
    expect([found.kind, found.exceptions.map(({ reason }) => reason)]).toEqual([kind, reasons]);
  });

  test('stands in its month, under its day of the week', () => {
    expect(weeksOf(2026, 1)).toHaveLength(5);
    expect(weeksOf(2027, 1)).toHaveLength(4);
    expect(weeksOf(2026, 10)[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 0, max: 11 }), (year, month) => {
        const weeks = weeksOf(year, month);
        expect(weeks.every(({ length }) => length === 7)).toBe(true);
        for (const week of weeks)
          for (const [place, date] of week.entries())
            if (date) expect([date.slice(0, 4), new Date(date).getUTCDay()]).toEqual([String(year), (place + 1) % 7]);
      }),
    );
  });

  test.each([
    ['ArrowLeft', '2027-02-28'],
    ['ArrowDown', '2027-03-08'],
    ['PageUp', '2027-02-01'],
    ['PageDown', '2027-04-01'],
    ['End', '2027-03-31'],
  ])('is left with %s for %s', (key, date) => {
    expect(dateAfterKey('2027-03-01', key)).toBe(date);
  });

  test('is left by months for the last day where the other month is shorter, and across years', () => {
    expect(dateAfterKey('2027-03-31', 'PageUp')).toBe('2027-02-28');
    expect(dateAfterKey('2026-12-31', 'PageDown')).toBe('2027-01-31');
    expect(dateAfterKey('2026-12-31', 'ArrowRight')).toBe('2027-01-01');
    expect(dateAfterKey('2027-03-01', 'Enter')).toBeUndefined();
    expect(dateAfterKey('2027-03-31', 'ArrowUp')).toBe(addDays('2027-03-31', -7));
  });
});
