import { expect, test } from 'vitest';
import { isUnusual } from '#desk/order/actions/publishing.ts';
import { de } from '#desk/words/de.ts';
import { en } from '#desk/words/en.ts';
import { uk } from '#desk/words/uk.ts';

test('an order is sent "anyway" when something is unusual, not because it was returned once', () => {
  const returned = { code: 'returned_by_laboratory', pointer: '/note', message: 'Which shade?' };
  expect([returned].some(isUnusual)).toBe(false);
  expect([returned, { code: 'gap_in_bridge', message: 'Check the teeth.' }].some(isUnusual)).toBe(true);
});

test('the reasons of a return say when they were given, and how long they stay', () => {
  const said = [en, de, uk].map(({ atLaboratory }) => atLaboratory.asReturned('Apex', 'Nov 26, 2026, 10:00 AM'));
  expect(said[0]).toBe(
    'Apex returned it on Nov 26, 2026, 10:00 AM. The reasons stay here until you send the order again.',
  );
  for (const text of said) expect(text).toMatch(/Apex.*Nov 26, 2026, 10:00 AM/);
});
