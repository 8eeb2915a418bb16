import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod/mini';
import { putSubscription } from '#domain/listening/decisions/put-subscription.ts';
import { type Listener, laboratoryListener } from '#domain/listening/listener.ts';
import { mostWaiting, replayOf, stepOf } from '#domain/listening/run.ts';
import { makeSecret } from '#functions/webhooks/sign.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { followDeliveries, sendEvents, startQueues } from '#infra/local/parts/queue.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { sending } from '#test/support/database/sending.ts';
import { atLength } from '#test/support/run/runs.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

let announce: typeof import('#functions/events/announce.ts').handler;
let subscriptions: typeof import('#functions/store/subscriptions.ts');
let queue: typeof import('#functions/bus/delivery-queue.ts');
let startRun: typeof import('#functions/webhooks/start-run.ts').startRun;
let deliveriesUrl: string;
let queueEndpoint: string;

/** Longer in all than any test, also on a busy machine, so that no subscription is given up here. */
const waits = [200, ...Array(600).fill(1000)];

beforeAll(async () => {
  const queues = await startQueues();
  const sqs = new SQSClient({ endpoint: queues.endpoint, ...aws });
  const bus = await startBus(undefined, sendEvents(sqs, queues.deliveryQueueUrl));
  await newTable();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
    DELIVERY_QUEUE_URL: queues.deliveryQueueUrl,
    DELIVERY_WAITS: JSON.stringify(waits),
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
  });
  deliveriesUrl = queues.deliveryQueueUrl;
  queueEndpoint = queues.endpoint;
  ({ handler: announce } = await import('#functions/events/announce.ts'));
  subscriptions = await import('#functions/store/subscriptions.ts');
  queue = await import('#functions/bus/delivery-queue.ts');
  ({ startRun } = await import('#functions/webhooks/start-run.ts'));
  const { handler } = await import('#functions/events/deliver-webhook.ts');
  const polling = followDeliveries({ client: sqs, queueUrl: deliveriesUrl, handler });
  return async () => {
    await polling[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await queues[Symbol.asyncDispose]();
  };
});

/** What the delivery queue holds for a listener's endpoints, whether it is ready, delayed or in flight. */
async function held(listener: string, kind = 'listener'): Promise<number> {
  const name = deliveriesUrl.split('/').at(-1);
  const answer = await (await fetch(`${queueEndpoint}/_fauxqs/queues/${name}`)).json();
  const Message = z.object({ body: z.string() });
  const { messages } = z
    .object({
      messages: z.object({
        ready: z.array(Message),
        delayed: z.array(Message),
        inflight: z.array(z.object({ message: Message })),
      }),
    })
    .parse(answer);
  const all = [...messages.ready, ...messages.delayed, ...messages.inflight.map(({ message }) => message)];
  return all.map(({ body }) => JSON.parse(body)).filter((one) => one.listener === listener && kind in one).length;
}

/** Subscribes a new laboratory's endpoint, which answers with the status. It keeps what came and when it accepted it. */
async function subscribed(name: string, status: (number: number) => number | Promise<number>) {
  const laboratoryId = `${name}-${randomBytes(4).toString('hex')}`;
  const listener = laboratoryListener(laboratoryId);
  const accepted: { number: number; at: number; isReplay: boolean }[] = [];
  const endpoint = { requests: 0, laboratoryId, listener, accepted };
  const server = createServer(async (request, response) => {
    const event = JSON.parse(await text(request));
    endpoint.requests += 1;
    const number = event.data.feedSequence;
    const answer = await status(number);
    const isReplay = request.headers['order-desk-replay'] === 'true';
    if (answer < 300) accepted.push({ number, at: performance.now(), isReplay });
    response.writeHead(answer, answer === 503 ? { 'retry-after': '1' } : {}).end();
  });
  const url = await listen(server);
  onTestFinished(async () => {
    await subscriptions.remove(listener, 'main');
    server.close().closeAllConnections();
  });
  expect(await subscriptions.put({ ...subscriptionTo(url), listener })).toBe(true);
  return endpoint;
}

const stored = (listener: Listener) => subscriptions.find(listener, 'main');

/** Publishes orders to a laboratory, a batch of the stream after the other. */
async function publish(laboratoryId: string, many: number): Promise<void> {
  for (let left = many; left > 0; left -= 100) {
    const Records = Array.from({ length: Math.min(left, 100) }, () => sending('northside', laboratoryId).record);
    expect(await announce({ Records })).toEqual({ batchItemFailures: [] });
  }
}

/** Turns a subscription off or on, as its listener does. */
async function turn(listener: Listener, active: boolean): Promise<void> {
  const all = await subscriptions.list(listener);
  const caller = { role: 'laboratory', sub: 'system', laboratoryId: listener.slice(2) } as const;
  const act = { caller, at: new Date().toISOString(), newSecret: makeSecret() };
  const body = { url: all[0]?.url ?? '', active, rotateSecret: false };
  const decision = putSubscription({ listener, subscriptionId: 'main' }, all, body, act);
  if (decision.kind === 'refused') throw new Error(JSON.stringify(decision));
  expect(await subscriptions.put(decision.accepted)).toBe(true);
}

const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

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
  expect(await startRun(subscription, replayOf(0, 1, new Date().toISOString()))).toBe(true);
  const run = (await stored(busy.listener))?.run;
  if (!run) throw new Error('No run is stored.');
  await queue.send([stepOf(subscription, run, run.startedAt, run.startedAt)]);
  await expect.poll(() => asked.length, { timeout: 15_000 }).toBe(6);
  // How long after both each further one came.
  const between = asked.slice(3).map((at, index) => at - (asked[index + 2] ?? 0));
  expect(between.map((gap) => gap > 500)).toEqual([true, true, true]);
}, 30_000);

/** Publishes so much to an endpoint that answers nothing but 500 that it has to catch up. */
async function behind(name: string, status: (number: number) => number) {
  let isDead = true;
  const endpoint = await subscribed(name, (number) => (isDead ? 500 : status(number)));
  await publish(endpoint.laboratoryId, 120);
  await expect.poll(() => stored(endpoint.listener), { timeout: 30_000 }).toMatchObject({ run: { after: 0 } });
  // By now the run alone sends: an attempt from before would come out of its order.
  await expect.poll(() => held(endpoint.listener, 'eventId'), { timeout: 30_000 }).toBe(0);
  isDead = false;
  return endpoint;
}

const numbersOf = ({ accepted }: { accepted: { number: number }[] }) => accepted.map(({ number }) => number);

test('events that an endpoint refuses hold up none of those that it accepts: they wait for attempts of their own, and come by these', async () => {
  const refused = new Set([1, 2, 3, 60, 120]);
  const picky = await behind('picky', (number) => (refused.has(number) ? 422 : 204));
  await expect.poll(() => stored(picky.listener), { timeout: 30_000 }).not.toHaveProperty('run');
  const others = numbersTo(120).filter((number) => !refused.has(number));
  expect(numbersOf(picky)).toEqual(others);
  expect(await stored(picky.listener)).toMatchObject({ active: true, waiting: refused });
  await publish(picky.laboratoryId, 1);
  await expect.poll(() => picky.accepted.at(-1)?.number, { timeout: 10_000 }).toBe(121);
  const waited = [...refused];
  refused.clear();
  await expect.poll(() => picky.accepted.length, { timeout: 10_000 }).toBe(121);
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
  expect(await startRun(subscription, replayOf(0, 5, new Date().toISOString()))).toBe(true);
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
  expect([...new Set([...numbersOf(shaky), ...waiting])].toSorted((a, b) => a - b)).toEqual(numbersTo(170));
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
  expect(await startRun(subscription, replayOf(0, 30, new Date().toISOString()))).toBe(true);
  await expect.poll(() => shut.accepted.length, { timeout: 20_000 }).toBe(30);
  expect(numbersOf(shut)).toEqual(numbersTo(30));
}, 60_000);
