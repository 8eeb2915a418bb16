import { describe, expect, it } from 'vitest';
import { usualPromise } from '#desk/laboratory/order/accepting.ts';
import { revisionText } from '#desk/laboratory/order/revision.ts';
import { de } from '#desk/words/de.ts';
import { en } from '#desk/words/en.ts';

describe('a revision', () => {
  it('says what it replaces, and what is prescribed differently', () => {
    expect(revisionText(2, ['services', 'note'], en)).toBe('Revision 2 replaces 1. Changed: services, note.');
    expect(revisionText(3, ['dueDate'], de)).toBe('Revision 3 ersetzt Revision 2. Geändert: Liefertermin.');
    expect(revisionText(2, [], en)).toBe('Revision 2 replaces 1. Nothing that you read has changed.');
  });

  it('is not mentioned when it is the first, and compared with none of another laboratory', () => {
    expect(revisionText(1, null, en)).toBeNull();
    expect(revisionText(2, null, en)).toBe('This is revision 2. Earlier ones were sent to another laboratory.');
  });
});

describe('the day that is promised unless somebody says otherwise', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-11-30', '2026-11-30'],
    ['2026-11-29', ''],
    [null, ''],
  ])('for a due date of %s is “%s”', (dueDate, promised) => {
    expect(usualPromise(dueDate, '2026-11-30')).toBe(promised);
  });
});
