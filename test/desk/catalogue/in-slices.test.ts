import { describe, expect, test } from 'vitest';
import { inSlices } from '#desk/catalogue/imports/in-slices.ts';
import { importSteps } from '#domain/catalog/import/check-import.ts';

const means = (each: number) => {
  let clock = 0;
  let pauses = 0;
  return {
    pauses: () => pauses,
    now: () => {
      clock += each;
      return clock;
    },
    pause: async () => {
      pauses += 1;
    },
  };
};

function* work(steps: number): Generator<number, string> {
  for (let done = 1; done <= steps; done += 1) yield done / steps;
  return 'done';
}

describe('long work on the page', () => {
  test('lets the page do other things every 40 ms, and says how far it is', async () => {
    const shares: number[] = [];
    const slow = means(10);
    const watch = { onProgress: (share: number) => shares.push(share), isOver: () => false };
    expect(await inSlices(work(100), watch, slow)).toBe('done');
    expect(slow.pauses()).toBeGreaterThan(20);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.at(-1)).toBeGreaterThan(0.9);
  });

  test('that is short is done at once', async () => {
    const quick = means(0.1);
    expect(await inSlices(work(100), { onProgress: () => {}, isOver: () => false }, quick)).toBe('done');
    expect(quick.pauses()).toBe(0);
  });

  test('ends where it is over before it is done: other files were chosen, or the screen was left', async () => {
    let taken = 0;
    const onProgress = (share: number) => {
      taken = share;
    };
    expect(await inSlices(work(100), { onProgress, isOver: () => taken > 0.3 }, means(10))).toBeNull();
    expect(taken).toBeLessThan(0.4);
  });
});

test('An import is checked entry by entry, so that a slice of a long one is short', () => {
  const rows = Array.from({ length: 50 }, (_, index) => `wrong id ${index},Anna,Berg,Clinic,yes`);
  const text = ['customerId,firstName,lastName,clinic,active', ...rows].join('\n');
  const none = new Map();
  const entries = { customers: none, employees: none, services: none, laboratories: none };
  const steps = importSteps(new Map([['customers.csv', text]]), { currency: 'EUR', entries });
  const shares: number[] = [];
  let step = steps.next();
  for (; !step.done; step = steps.next()) shares.push(step.value);
  expect(shares.filter((share) => share > 0)).toEqual(rows.map((_, index) => (index + 1) / 50));
  expect(step.value).toMatchObject({ kind: 'faults', faults: { length: 50 } });
});
