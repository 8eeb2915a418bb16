import { expect, test } from 'vitest';
import { memoized } from '#domain/kernel/memoized.ts';

test('What is made for a key is made once, and each key has its own', () => {
  const asked: number[] = [];
  const listOf = memoized((length: number) => {
    asked.push(length);
    return Array.from({ length }, () => 0);
  });
  expect(listOf(2)).toBe(listOf(2));
  expect([listOf(1), listOf(2)]).toEqual([[0], [0, 0]]);
  expect(asked).toEqual([2, 1]);
});
