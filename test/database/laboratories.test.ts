import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { Webhook } from 'standardwebhooks';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Listener, laboratoryListener, tenantListener } from '#domain/listening/listener.ts';
import type { OrderEvent } from '#domain/listening/order-event.ts';
import { replayOf } from '#domain/listening/run.ts';
import { keys } from '#functions/store/table.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { type Deliveries, startDeliveries } from '#test/support/database/deliveries.ts';
import { sending, writing } from '#test/support/database/sending.ts';
import { eventually } from '#test/support/product/clinic.ts';
import { atLength } from '#test/support/run/runs.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

let deliveries: Deliveries;

beforeAll(async () => {
  deliveries = await startDeliveries(Array(12).fill(10));
  return deliveries.stop;
});

async function messagesLeft(): Promise<number> {
  const { queues, sqs } = deliveries;
  const asked = new GetQueueAttributesCommand({ QueueUrl: queues.deliveryQueueUrl, AttributeNames: ['All'] });
  const { Attributes = {} } = await sqs.send(asked);
  const counts = Object.entries(Attributes).filter(([name]) => name.startsWith('ApproximateNumberOfMessages'));
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** The requests that an endpoint got, those whose sender gave up waiting, and the events that it accepted. */
type Heard = { requests: number; givenUp: number; events: Map<string, OrderEvent> };
type Refuses = (heard: Heard) => number | undefined | Promise<number>;

/** Subscribes an endpoint. It verifies signatures, and accepts a delivery unless `refuses` returns a status. */
async function listening(listener: Listener, id: string, refuses: Refuses) {
  const heard: Heard = { requests: 0, givenUp: 0, events: new Map() };
  const subscription = { ...subscriptionTo(''), listener, subscriptionId: id };
  const webhook = new Webhook(subscription.secrets[0]?.secret ?? '');
  const server = createServer(async (request, response) => {
    response.once('close', () => {
      if (!response.writableFinished) heard.givenUp += 1;
    });
    const event = webhook.verify(await text(request), JSON.parse(JSON.stringify(request.headers))) as OrderEvent;
    heard.requests += 1;
    const status = await refuses(heard);
    if (!status) heard.events.set(event.id, event);
    response.writeHead(status ?? 204).end();
  });
  const url = await listen(server);
  onTestFinished(async () => {
    await deliveries.subscriptions.remove(listener, id);
    server.close().closeAllConnections();
  });
  Object.assign(subscription, { url });
  expect(await deliveries.subscriptions.put(subscription)).toBe(true);
  return heard;
}

/** Subscribes an endpoint of a laboratory. */
const subscribed = (laboratoryId: string, id: string, refuses: Refuses) =>
  listening(laboratoryListener(laboratoryId), id, refuses);

/** Reads a whole feed, page by page. */
async function wholeFeed(listener: Listener) {
  const all = [];
  for (;;) {
    const found = await deliveries.feed.list(listener, { after: all.at(-1)?.sequence ?? 0, limit: 100 });
    if (found.kind !== 'entries') throw new Error(JSON.stringify(found));
    if (found.entries.length === 0) return all;
    all.push(...found.entries);
  }
}

/** What happens to an order, as stream records: it is published, and each side writes about it once. */
function lifeOf(tenantId: string, laboratoryId: string) {
  const { order, record } = sending(tenantId, laboratoryId);
  const { number, version } = order;
  const id = `${tenantId}_${number}`;
  return {
    records: [record, writing(order, 'laboratory', 1), writing(order, 'clinic', 2)],
    told: [
      { listener: laboratoryListener(laboratoryId), id: `${id}_${version}` },
      { listener: tenantListener(tenantId), id: `${id}_m1` },
      { listener: laboratoryListener(laboratoryId), id: `${id}_m2` },
    ],
  };
}

/** How many orders are published at once. `npm run test:long` publishes 500. */
const orders = atLength ? 500 : 30;

test(`${orders} orders of ten tenants, about which both sides write: each feed has its own, numbered without gap or duplicate, and every endpoint accepts each event once`, async () => {
  const suffix = randomBytes(4).toString('hex');
  const tenants = Array.from({ length: 10 }, (_, index) => `tenant-${index}-${suffix}`);
  const laboratories = ['apex', 'bright'].map((name) => `${name}-${suffix}`);
  const listeners = [...tenants.map(tenantListener), ...laboratories.map(laboratoryListener)];
  const everyThird = ({ requests }: Heard) => (requests % 3 === 0 ? 503 : undefined);
  const heard = await Promise.all(listeners.map((listener) => listening(listener, 'main', everyThird)));
  const lives = Array.from({ length: orders }, (_, index) =>
    lifeOf(tenants[index % 10] ?? '', laboratories[Math.floor(index / 10) % 2] ?? ''),
  );

  // Eight shards at the same time. Each batch is announced twice, as a stream may deliver it.
  const shards = Array.from({ length: 8 }, (_, shard) =>
    lives.filter((_, index) => index % 8 === shard).flatMap(({ records }) => records),
  );
  await Promise.all(
    shards.map(async (shard) => {
      for (let start = 0; start < shard.length; start += 25) {
        const Records = shard.slice(start, start + 25);
        expect(await deliveries.announce({ Records })).toEqual({ batchItemFailures: [] });
        expect(await deliveries.announce({ Records })).toEqual({ batchItemFailures: [] });
      }
    }),
  );

  const told = Map.groupBy(
    lives.flatMap((life) => life.told),
    ({ listener }) => listener,
  );
  expect(new Set(told.keys())).toEqual(new Set(listeners));
  for (const [index, listener] of listeners.entries()) {
    const own = told.get(listener)?.map(({ id }) => id) ?? [];
    const entries = await wholeFeed(listener);
    expect(entries.map(({ event }) => event.id).toSorted()).toEqual(own.toSorted());
    expect(entries.map(({ sequence }) => sequence)).toEqual(own.map((_, place) => place + 1));
    expect(entries.map(({ event }) => event.data.feedSequence)).toEqual(entries.map(({ sequence }) => sequence));

    const { events } = heard[index] ?? { events: new Map() };
    await expect.poll(() => events.size, { timeout: 90_000, interval: 100 }).toBe(own.length);
    expect([...events.keys()].toSorted()).toEqual(own.toSorted());
    for (const { event } of entries) expect(events.get(event.id)).toEqual(event);
  }
  // Waits for the duplicates, which would delay the next test.
  await expect.poll(messagesLeft, { timeout: 30_000, interval: 100 }).toBe(0);
}, 120_000);

test('an endpoint that never answers delays no other, and is turned off after its last attempt, with the reason', async () => {
  const laboratoryId = `slow-${randomBytes(4).toString('hex')}`;
  const deaf = await subscribed(laboratoryId, 'deaf', () => 500);
  const well = await subscribed(laboratoryId, 'well', () => undefined);
  const Records = Array.from({ length: 5 }, () => sending('northside', laboratoryId).record);
  await deliveries.announce({ Records });
  await eventually(
    async () => well.events.size,
    (size) => size === 5,
  );
  expect(deaf.events.size).toBe(0);

  const subscriptions = await eventually(
    () => deliveries.subscriptions.list(laboratoryListener(laboratoryId)),
    (all) => all.some(({ active }) => !active),
  );
  expect(subscriptions).toMatchObject([
    { subscriptionId: 'deaf', active: false, disabled: { code: 'gave_up', facts: { attempts: 13, last: 500 } } },
    { subscriptionId: 'well', active: true },
  ]);
  expect(well.requests).toBe(5);
}, 60_000);

test('many endpoints that do not answer delay no other, neither of another laboratory nor of the same one', async () => {
  const [noisy, quiet] = ['noisy', 'quiet'].map((name) => `${name}-${randomBytes(4).toString('hex')}`) as [
    string,
    string,
  ];
  const never = () => new Promise<number>(() => {});
  const silent = await Promise.all(
    Array.from({ length: 19 }, (_, index) => subscribed(noisy, `silent-${index}`, never)),
  );
  const own = await subscribed(noisy, 'well', () => undefined);
  const other = await subscribed(quiet, 'well', () => undefined);
  await deliveries.announce({ Records: Array.from({ length: 12 }, () => sending('northside', noisy).record) });
  await expect
    .poll(() => silent.reduce((sum, { requests }) => sum + requests, 0), { timeout: 10_000 })
    .toBeGreaterThan(80);
  await deliveries.announce({ Records: [sending('northside', quiet).record] });
  await expect.poll(() => [own.events.size, other.events.size], { timeout: 14_000 }).toEqual([12, 1]);
  expect(silent.filter(({ givenUp }) => givenUp > 0)).toEqual([]);
}, 60_000);

test('the last attempt of a delivery does not turn off the subscription if a replay has started meanwhile: that decides', async () => {
  const laboratoryId = `again-${randomBytes(4).toString('hex')}`;
  const replay = async () => {
    const [subscription] = await deliveries.subscriptions.list(laboratoryListener(laboratoryId));
    const at = new Date().toISOString();
    if (subscription) expect(await deliveries.startRun(subscription, replayOf(0, 1, at))).toBe(true);
    return 500;
  };
  const deaf = await subscribed(laboratoryId, 'deaf', ({ requests }) => (requests === 13 ? replay() : 500));
  await deliveries.announce({ Records: [sending('northside', laboratoryId).record] });
  const [subscription] = await eventually(
    () => deliveries.subscriptions.list(laboratoryListener(laboratoryId)),
    ([one]) => one?.active === false,
  );
  expect(deaf.requests).toBeGreaterThan(14);
  expect(subscription).toMatchObject({ disabled: { code: 'gave_up', facts: { attempts: deaf.requests - 13 } } });
  expect(subscription).not.toHaveProperty('run');
}, 60_000);

test('an endpoint that answers 410 is turned off at once', async () => {
  const laboratoryId = `gone-${randomBytes(4).toString('hex')}`;
  const gone = await subscribed(laboratoryId, 'gone', () => 410);
  await deliveries.announce({ Records: [sending('northside', laboratoryId).record] });
  await eventually(
    () => deliveries.subscriptions.list(laboratoryListener(laboratoryId)),
    ([subscription]) => subscription?.disabled?.code === 'gone',
  );
  expect(gone.requests).toBe(1);
}, 60_000);

test('a feed stops before a gap, and gives the oldest number if the next one has expired', async () => {
  const { dynamodb, TableName } = await import('#functions/store/client.ts');
  const laboratoryId = `old-${randomBytes(4).toString('hex')}`;
  await deliveries.announce({ Records: Array.from({ length: 4 }, () => sending('northside', laboratoryId).record) });
  const expire = (sequence: number) =>
    dynamodb.send(new DeleteCommand({ TableName, Key: keys.feed(laboratoryListener(laboratoryId), sequence) }));
  const read = async (after: number) => {
    const found = await deliveries.feed.list(laboratoryListener(laboratoryId), { after, limit: 100 });
    return found.kind === 'entries' ? found.entries.map(({ sequence }) => sequence) : found;
  };
  expect(await read(0)).toEqual([1, 2, 3, 4]);
  await expire(3);
  expect(await read(0)).toEqual([1, 2]);
  await expire(1);
  await expire(2);
  expect(await Promise.all([0, 1, 2, 3, 4].map(read))).toEqual([
    ...[0, 1, 2].map(() => ({ kind: 'expired', oldest: 4 })),
    [4],
    [],
  ]);
  await expire(4);
  expect(await Promise.all([0, 3, 4].map(read))).toEqual([
    { kind: 'expired', oldest: 5 },
    { kind: 'expired', oldest: 5 },
    [],
  ]);
});
