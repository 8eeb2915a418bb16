import { expect, test } from 'vitest';
import { isOver } from '#desk/order/actions/old-news.ts';

const returned = { number: '0123456789', status: 'draft', revision: 1, version: 4 } as const;

test('what was done with an order is said until it gets another status or revision', () => {
  expect(isOver(returned, undefined)).toBe(false);
  expect(isOver(returned, { ...returned })).toBe(false);
  expect(isOver(returned, { ...returned, status: 'published', revision: 2 })).toBe(true);
  expect(isOver(returned, { ...returned, status: 'cancelled' })).toBe(true);
});

test('that something waits to be saved is said until anything is saved, what was done also afterwards', () => {
  expect(isOver(returned, { ...returned }, true)).toBe(false);
  expect(isOver(returned, { ...returned, version: 5 }, true)).toBe(true);
  expect(isOver(returned, { ...returned, version: 5 })).toBe(false);
});
