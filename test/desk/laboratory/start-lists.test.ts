import { describe, expect, it } from 'vitest';
import type { LabOrderRow } from '#desk/api/client.ts';
import { leaving, nextDay, onHold } from '#desk/laboratory/start/start-lists.ts';

// A Friday.
const today = '2026-11-27';
const row = (number: string, dueDate: string, more: object = {}): LabOrderRow =>
  Object({ number, dueDate, promisedDate: null, hold: null, ...more });
const numbers = (rows: readonly LabOrderRow[]) => rows.map(({ number }) => number);

describe('what leaves a laboratory today', () => {
  it('is what is promised for the next working day or before, and what is due then without a promise', () => {
    expect(nextDay(today)).toBe('2026-11-30');
    const rows = [
      row('promised later than due', '2026-11-28', { promisedDate: '2026-12-02' }),
      row('due', '2026-11-30'),
      row('due later', '2026-12-01'),
      row('promised', '2026-12-09', { promisedDate: '2026-11-28' }),
      row('overdue', '2026-11-20'),
      row('waits', '2026-11-27', { hold: 'For the bite.' }),
    ];
    expect(numbers(leaving(rows, today))).toEqual(['overdue', 'promised', 'due']);
    expect(numbers(onHold(rows))).toEqual(['waits']);
  });
});
