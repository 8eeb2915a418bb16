import { describe, expect, test } from 'vitest';
import { nearText, readinessText, servicesText, shipmentText } from '#desk/lists/row-texts.ts';
import { en } from '#desk/words/en.ts';

const today = '2026-11-26';
const words = en.lists;

describe('a row', () => {
  test('names each service with its teeth, its jaw or how many, and says how many more there are', () => {
    const services = [
      { name: 'Crown', quantity: 2, teeth: ['UR1', 'UR2'] },
      { name: 'Full denture', quantity: 2, teeth: [], arch: 'both' as const },
      { name: 'Courier', quantity: 2, teeth: [] },
    ];
    expect(servicesText({ services, more: 1 }, words)).toEqual([
      'Crown UR1, UR2',
      'Full denture, both jaws',
      '2 × Courier',
      'and 1 more',
    ]);
  });

  test('of a draft says what is missing, also that its date has passed', () => {
    const missing = ['laboratory_missing', 'shade_missing'] as const;
    const draft = { status: 'draft', missing, dueDate: '2026-11-25', returned: null } as const;
    const text = (row: object) => readinessText({ ...draft, ...row, missing: [...draft.missing] }, today, words);
    expect(text({})).toBe('Not ready: laboratory, shade, date has passed');
    expect(text({ dueDate: today })).toBe('Not ready: laboratory, shade');
    expect(readinessText({ ...draft, missing: [], dueDate: today }, today, words)).toBe('Ready to send');
    const ready = { ...draft, missing: [], dueDate: today };
    expect(readinessText({ ...ready, returned: 'Which shade?' }, today, words)).toBeNull();
    expect(readinessText({ ...ready, status: 'published' }, today, words)).toBeNull();
  });

  test('says for what the work has come, and how while it is on its way', () => {
    const row = { status: 'shipped', purpose: 'try-in', carrier: 'Kurier', trackingNumber: 'K 1' } as const;
    expect(shipmentText(row, words)).toBe('for a try-in, Kurier, K 1');
    expect(shipmentText({ ...row, purpose: 'final', carrier: null }, words)).toBe('K 1');
    expect(shipmentText({ ...row, status: 'delivered' }, words)).toBe('for a try-in');
    expect(shipmentText({ ...row, status: 'delivered', purpose: 'final' }, words)).toBe('');
  });

  test('says of a near due date how near it is', () => {
    const days = ['2026-11-25', today, '2026-11-27', '2026-11-28'];
    expect(days.map((day) => nearText(day, today, words))).toEqual(['overdue', 'today', 'tomorrow', null]);
  });
});
