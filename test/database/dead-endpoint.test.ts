import { expect, test } from 'vitest';
import { putSubscription } from '#domain/listening/decisions/put-subscription.ts';
import type { Listener } from '#domain/listening/listener.ts';
import { mostWaiting } from '#domain/listening/run.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';
import { deliveries, held, numbersTo, publish, stored, subscribed } from '#test/support/database/endpoints.ts';
import { atLength } from '#test/support/run/runs.ts';

/** Turns a subscription off or on, as its listener does. */
async function turn(listener: Listener, active: boolean): Promise<void> {
  const all = await deliveries.subscriptions.list(listener);
  const caller = { role: 'laboratory', sub: 'system', laboratoryId: listener.slice(2) } as const;
  const act = { caller, at: new Date().toISOString(), newSecret: makeSecret() };
  const body = { url: all[0]?.url ?? '', active, rotateSecret: false };
  const decision = putSubscription({ listener, subscriptionId: 'main' }, all, body, act);
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision));
  expect(await deliveries.subscriptions.put(decision.accepted)).toBe(true);
}

/** How many events the dead endpoint misses. `npm run test:long` has 5,000. */
const missed = atLength ? 5000 : 150;

test(`an endpoint that is dead for ${missed} events holds at most 100 messages and delays no other, and gets all of them in order, by itself, when it is back`, async () => {
  let isBack = false;
  const dead = await subscribed('dead', () => (isBack ? 204 : 500));
  const well = await subscribed('well', () => 204);
  const lags: number[] = [];
  for (let published = 0; published < missed; published += 50) {
    await publish(dead.laboratoryId, 50);
    await publish(well.laboratoryId, 1);
    const sent = performance.now();
    await expect.poll(() => well.accepted.length, { timeout: 10_000, interval: 10 }).toBe(published / 50 + 1);
    lags.push((well.accepted.at(-1)?.at ?? 0) - sent);
  }
  expect(Math.max(...lags)).toBeLessThan(2000);
  await expect
    .poll(() => stored(dead.listener), { timeout: 30_000 })
    .toMatchObject({ active: true, run: { after: 0, to: null } });
  await expect.poll(() => held(dead.listener), { timeout: 30_000 }).toBeLessThanOrEqual(mostWaiting);
  const { requests } = dead;
  await publish(dead.laboratoryId, 10);
  // Neither queued nor tried: the feed has them.
  expect(dead.requests - requests).toBeLessThan(10);

  isBack = true;
  await expect
    .poll(() => dead.accepted.length, { timeout: 280_000, interval: 100 })
    .toBeGreaterThanOrEqual(missed + 10);
  expect(dead.accepted.map(({ number }) => number)).toEqual(numbersTo(missed + 10));
  await expect.poll(async () => (await stored(dead.listener))?.run, { timeout: 10_000 }).toBeUndefined();

  await publish(dead.laboratoryId, 3);
  await expect.poll(() => dead.accepted.length, { timeout: 10_000 }).toBe(missed + 13);
  expect(await stored(dead.listener)).not.toHaveProperty('waiting');
  await expect.poll(() => held(dead.listener, 'eventId'), { timeout: 10_000 }).toBe(0);
}, 300_000);

test('an endpoint that is turned off and on gets no attempt of before, and each time a hundred may wait anew', async () => {
  const dead = await subscribed('toggled', () => 500);
  for (let round = 1; round <= 2; round++) {
    await publish(dead.laboratoryId, 60);
    const waiting = async () => (await stored(dead.listener))?.waiting?.size;
    await expect.poll(waiting, { timeout: 20_000 }).toBe(60);
    await turn(dead.listener, false);
    await turn(dead.listener, true);
    const { requests } = dead;
    await expect.poll(() => held(dead.listener), { timeout: 20_000 }).toBe(0);
    // Those that were under way when it was turned off.
    expect(dead.requests - requests).toBeLessThanOrEqual(10);
  }
  const now = await stored(dead.listener);
  expect([now?.waiting, now?.run]).toEqual([undefined, undefined]);
}, 60_000);
