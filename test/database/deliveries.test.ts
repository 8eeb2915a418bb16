import { beforeAll, expect, test } from 'vitest';
import type { Delivery } from '#domain/listening/delivery.ts';
import { Listener } from '#domain/listening/listener.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { at } from '#test/support/orders.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

let store: typeof import('#functions/store/deliveries.ts');
let subscriptions: typeof import('#functions/store/subscriptions.ts');
beforeAll(async () => {
  await newTable();
  store = await import('#functions/store/deliveries.ts');
  subscriptions = await import('#functions/store/subscriptions.ts');
});

const listener = Listener.parse('L#apex-lab');
const delivery = (eventId: string): Delivery => ({
  listener,
  subscriptionId: 'main',
  eventId,
  feedSequence: 7,
  attempt: 1,
  notBefore: at,
  replay: false,
});

test('How far a delivery has come only grows, whatever doubled messages save, and ends when it is delivered', async () => {
  const one = delivery('northside_E33E1B813D_2');
  const steps: [attempts: number, delivered: boolean, left: [number, boolean]][] = [
    [0, false, [0, false]],
    [1, false, [1, false]],
    // The same attempt, and one before it, by a message that came twice.
    [1, true, [1, false]],
    [0, false, [1, false]],
    [2, true, [2, true]],
    [3, false, [2, true]],
  ];
  for (const [attempts, delivered, left] of steps) {
    await store.saveProgress(one, attempts, delivered, at);
    const progress = await store.findProgress(listener, 'main', one.eventId);
    expect(progress).toMatchObject({ feedSequence: 7, attempts: left[0], delivered: left[1] });
  }
});

/** A subscription that is stored, and reads it as it is now. */
async function subscribed(subscriptionId: string) {
  const made = {
    ...subscriptionTo('https://93.184.216.34/', { listener }),
    subscriptionId,
    version: 1,
    activeSince: at,
  };
  expect(await subscriptions.put(made)).toBe(true);
  return async () => {
    const now = await subscriptions.find(listener, subscriptionId);
    if (!now) throw new Error('Nothing is subscribed.');
    return now;
  };
}

const later = '2026-12-12T09:30:00.000Z';

test('Of two runs that start upon the same state one is stored, and a step that was overtaken stores nothing', async () => {
  const now = await subscribed('runs');
  const before = await now();
  const run = { startedAt: at, after: 0, to: 9, step: 'first' };
  expect(await subscriptions.startRun(before, run)).toBe(true);
  expect(await subscriptions.startRun(before, { ...run, startedAt: later, step: 'other' })).toBe(false);
  await subscriptions.saveRun(before, run, { ...run, after: 3, step: 'second' });
  await subscriptions.saveRun(before, run, { ...run, after: 1, step: 'doubled' });
  expect((await now()).run).toMatchObject({ startedAt: at, after: 3, step: 'second' });
  expect(await subscriptions.endRun(before, run, 9)).toBe(false);
  expect(await subscriptions.endRun(before, { ...run, step: 'second' }, 9)).toBe(true);
  expect((await now()).run).toBeUndefined();
});

test('A subscription that was turned off and on meanwhile counts nothing and starts nothing of before', async () => {
  const now = await subscribed('toggled');
  const before = await now();
  for (const change of [
    { active: false, activeSince: undefined },
    { active: true, activeSince: later },
  ])
    expect(await subscriptions.put({ ...(await now()), ...change, version: (await now()).version + 1 })).toBe(true);
  expect(await subscriptions.addWaiting(before, 5)).toBeUndefined();
  expect(await subscriptions.startRun(before, { startedAt: at, after: 0, to: null, step: 'first' })).toBe(false);
  expect(await subscriptions.addWaiting(await now(), 5)).toMatchObject({ waiting: new Set([5]) });
});
