import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { catchingUp, replayOf, stepOf } from '#domain/listening/run.ts';
import { deliveries, held, numbersTo, publish, stored, subscribed } from '#test/support/database/endpoints.ts';

test('a run whose message came twice asks its endpoint twice that once, and then by one message again, though it always asks to be left alone for longer', async () => {
  let answer = 204;
  const asked: number[] = [];
  const busy = await subscribed('doubled', async () => {
    asked.push(performance.now());
    // The first of both is answered only when the second has asked, too.
    if (answer === 503) await expect.poll(() => asked.length).toBeGreaterThan(2);
    return answer;
  });
  await publish(busy.laboratoryId, 1);
  await expect.poll(() => busy.accepted.length).toBe(1);
  answer = 503;
  const subscription = await stored(busy.listener);
  if (!subscription) throw new Error('Nothing is subscribed.');
  expect(await deliveries.startRun(subscription, replayOf(0, 1, new Date().toISOString()))).toBe(true);
  const run = (await stored(busy.listener))?.run;
  if (!run) throw new Error('No run is stored.');
  await deliveries.queue.send([stepOf(subscription, run, run.startedAt, run.startedAt)]);
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBe(6);
  // How long after both each further one came.
  const between = asked.slice(3).map((at, index) => at - (asked[index + 2] ?? 0));
  expect(between.map((gap) => gap > 500)).toEqual([true, true, true]);
}, 30_000);

/** How many events an endpoint has missed that catches up. */
const missed = 30;

/** Publishes to an endpoint that answers nothing but 500 until all of it waits, and has it catch up. */
async function behind(name: string, status: (number: number) => number) {
  let isDead = true;
  const endpoint = await subscribed(name, (number) => (isDead ? 500 : status(number)));
  await publish(endpoint.laboratoryId, missed);
  const waiting = async () => (await stored(endpoint.listener))?.waiting?.size;
  await expect.poll(waiting, { timeout: 30_000 }).toBe(missed);
  const subscription = await stored(endpoint.listener);
  if (!subscription) throw new Error('Nothing is subscribed.');
  const run = catchingUp(subscription, new Date().toISOString());
  expect(await deliveries.startRun(subscription, run)).toBe(true);
  // By now the run alone sends: an attempt from before would come out of its order.
  await expect.poll(() => held(endpoint.listener, 'eventId'), { timeout: 30_000 }).toBe(0);
  isDead = false;
  return endpoint;
}

const numbersOf = ({ accepted }: { accepted: { number: number }[] }) => accepted.map(({ number }) => number);

test('events that an endpoint refuses hold up none of those that it accepts: they wait for attempts of their own, and come by these', async () => {
  const refused = new Set([1, 2, 3, 15, missed]);
  const picky = await behind('picky', (number) => (refused.has(number) ? 422 : 204));
  await expect.poll(() => stored(picky.listener), { timeout: 30_000 }).not.toHaveProperty('run');
  const others = numbersTo(missed).filter((number) => !refused.has(number));
  expect(numbersOf(picky)).toEqual(others);
  expect(await stored(picky.listener)).toMatchObject({ active: true, waiting: refused });
  await publish(picky.laboratoryId, 1);
  await expect.poll(() => picky.accepted.at(-1)?.number, { timeout: 10_000 }).toBe(missed + 1);
  const waited = [...refused];
  refused.clear();
  await expect.poll(() => picky.accepted.length, { timeout: 10_000 }).toBe(missed + 1);
  expect(
    numbersOf(picky)
      .slice(-waited.length)
      .toSorted((a, b) => a - b),
  ).toEqual(waited);
  await expect.poll(() => stored(picky.listener), { timeout: 10_000 }).not.toHaveProperty('waiting');
}, 60_000);

test('what an endpoint refuses of a replay comes again as a part of it, though it had that before, and holds up nothing', async () => {
  let refuses = false;
  const again = await subscribed('again', (number) => {
    if (!refuses || number !== 2) return 204;
    refuses = false;
    return 400;
  });
  await publish(again.laboratoryId, 5);
  await expect.poll(() => again.accepted.length, { timeout: 10_000 }).toBe(5);
  again.accepted.length = 0;
  refuses = true;
  const subscription = await stored(again.listener);
  if (!subscription) throw new Error('Nothing is subscribed.');
  expect(await deliveries.startRun(subscription, replayOf(0, 5, new Date().toISOString()))).toBe(true);
  await expect.poll(() => again.accepted.length, { timeout: 15_000 }).toBe(5);
  expect(numbersOf(again)).toEqual([1, 3, 4, 5, 2]);
  expect(again.accepted.every(({ isReplay }) => isReplay)).toBe(true);
}, 30_000);

test('an endpoint that fails every third time catches up while new events come', async () => {
  let requests = 0;
  const shaky = await behind('shaky', () => (++requests % 3 === 0 ? 500 : 204));
  for (let more = 0; more < 10; more++) {
    await publish(shaky.laboratoryId, 5);
    await pause(200);
  }
  await expect.poll(() => stored(shaky.listener), { timeout: 30_000 }).not.toHaveProperty('run');
  // Some of those that failed have come by attempts of their own since, the others still wait for theirs.
  const { waiting = [] } = (await stored(shaky.listener)) ?? {};
  expect([...new Set([...numbersOf(shaky), ...waiting])].toSorted((a, b) => a - b)).toEqual(numbersTo(missed + 50));
}, 60_000);

test('an endpoint that is away in the middle of a run gets the rest in order when it is back', async () => {
  let backAt = 0;
  const shut = await subscribed('shut', (number) => {
    if (number === 6 && shut.accepted.length === 5 && backAt === 0) backAt = performance.now() + 1500;
    return performance.now() < backAt ? 500 : 204;
  });
  await publish(shut.laboratoryId, 30);
  await expect.poll(() => shut.accepted.length, { timeout: 10_000 }).toBe(30);
  shut.accepted.length = 0;
  const subscription = await stored(shut.listener);
  if (!subscription) throw new Error('Nothing is subscribed.');
  expect(await deliveries.startRun(subscription, replayOf(0, 30, new Date().toISOString()))).toBe(true);
  await expect.poll(() => shut.accepted.length, { timeout: 20_000 }).toBe(30);
  expect(numbersOf(shut)).toEqual(numbersTo(30));
}, 60_000);
