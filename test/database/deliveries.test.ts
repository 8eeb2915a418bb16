import { beforeAll, expect, test } from 'vitest';
import type { Delivery } from '#domain/listening/delivery.ts';
import { Listener } from '#domain/listening/listener.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { at } from '#test/support/orders.ts';

let store: typeof import('#functions/store/deliveries.ts');
beforeAll(async () => {
  await newTable();
  store = await import('#functions/store/deliveries.ts');
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
