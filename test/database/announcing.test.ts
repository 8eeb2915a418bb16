import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Order } from '#domain/order/order.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { pollQueue, startQueues } from '#infra/local/parts/queue.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import { startProxy } from '#test/support/database/proxy.ts';
import { accepted, complete, draft, publish, saved, sentTo } from '#test/support/orders.ts';
import { eventually } from '#test/support/product/clinic.ts';

/** The fault of a test between announcer and bus. It returns true if it has answered instead of the bus. */
let fault: Parameters<typeof startProxy>[1] = () => false;
let bus: Awaited<ReturnType<typeof startBus>>;
let streamArn: string;
let orders: typeof import('#functions/store/orders.ts');
const checkpoint = join(mkdtempSync(join(tmpdir(), 'announcer-')), 'stream.json');
const children: ChildProcess[] = [];

beforeAll(async () => {
  bus = await startBus();
  const proxy = await startProxy(bus.endpoint, (passing, forward) => fault(passing, forward));
  const queues = await startQueues();
  ({ streamArn } = await newTableWithStream());
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: proxy.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
  });
  orders = await import('#functions/store/orders.ts');
  const { handler } = await import('#functions/events/announce-again.ts');
  const client = new SQSClient({ endpoint: queues.endpoint, ...aws });
  const polling = pollQueue({ client, queueUrl: queues.retryQueueUrl, handler });
  return () => polling[Symbol.asyncDispose]();
});
beforeEach(() => {
  fault = () => false;
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts an announcer in a child process, from the checkpoint of the last one. */
function announcer(): ChildProcess {
  const script = join(import.meta.dirname, '../support/database/announcer-process.ts');
  const child = spawn(process.execPath, [script, streamArn, checkpoint], { stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  return child;
}

let count = 0;

/** Writes published orders to the table: version 1 as draft, version 2 as published. */
async function publishOrders(laboratoryId: string, many: number): Promise<Order[]> {
  const published = Array.from({ length: many }, () => {
    const number = (++count).toString(16).toUpperCase().padStart(10, '0');
    const first: Order = { ...draft(complete), number };
    return { first, second: sentTo(laboratoryId, saved(first, accepted(publish(first)), 'publishOrder')) };
  });
  await Promise.all(
    published.map(async ({ first, second }) => {
      await orders.insert(first);
      expect(await orders.replace(second, first)).toEqual({ kind: 'written' });
    }),
  );
  return published.map(({ second }) => second);
}

const detailsFor = (published: Order[]) => {
  const numbers = new Set(published.map(({ number }) => number));
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of an event
  return bus.events().flatMap(({ Detail }) => (numbers.has((Detail as any).subject) ? [Detail as any] : []));
};

/** Waits until all orders are on the bus. Expects one event id for each, and feed numbers without a gap or a duplicate. */
async function expectAllAnnounced(published: Order[], from = 1): Promise<void> {
  const told = () => new Set(detailsFor(published).map(({ id }) => id));
  await eventually(
    async () => told().size,
    (size) => size === published.length,
  );
  expect(told()).toEqual(new Set(published.map(({ number }) => `northside_${number}_2`)));
  const numbers = new Map(detailsFor(published).map(({ id, data }) => [id, data.feedSequence]));
  for (const { id, data } of detailsFor(published)) expect(data.feedSequence).toBe(numbers.get(id));
  const expected = Array.from({ length: published.length }, (_, index) => from + index);
  expect([...numbers.values()].toSorted((one, other) => one - other)).toEqual(expected);
}

it('an announcer that was stopped for a while catches up with every publication', async () => {
  const published = await publishOrders('apex-lab', 20);
  announcer();
  await expectAllAnnounced(published);
});

it('an announcer that is killed between transaction and PutEvents announces again with the same ids and numbers', async () => {
  for (const child of children) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  let killed = 0;
  fault = ({ response }) => {
    if (killed >= 3) return false;
    killed++;
    children.at(-1)?.kill('SIGKILL');
    response.destroy();
    return true;
  };
  const published = await publishOrders('bright-lab', 60);
  for (let life = 0; life < 3; life++) await once(announcer(), 'exit');
  expect([killed, detailsFor(published)]).toEqual([3, []]);
  announcer();
  await expectAllAnnounced(published);
});

it('a bus that refuses every second entry gets all publications in the end', async () => {
  let entry = 0;
  fault = async ({ body, response }, forward) => {
    const { Entries } = JSON.parse(body.toString());
    const taken = Entries.map(() => ++entry % 2 === 0);
    const accepted = Entries.filter((_: object, index: number) => taken[index]);
    const answer = accepted.length > 0 ? await forward(Buffer.from(JSON.stringify({ Entries: accepted }))) : undefined;
    const results = answer ? JSON.parse(answer.body.toString()).Entries : [];
    const refused = { ErrorCode: 'InternalFailure', ErrorMessage: 'Not now' };
    const merged = taken.map((ok: boolean) => (ok ? results.shift() : refused));
    response
      .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ FailedEntryCount: Entries.length - accepted.length, Entries: merged }));
    return true;
  };
  const published = await publishOrders('third-lab', 30);
  await expectAllAnnounced(published);
});

it('a bus that was down gets the publications through the retry queue', async () => {
  let away = true;
  fault = ({ response }) => {
    if (away) response.writeHead(400).end(JSON.stringify({ __type: 'ThrottlingException' }));
    return away;
  };
  const published = await publishOrders('fourth-lab', 5);
  const history = await import('#functions/store/history.ts');
  const [first] = published;
  if (!first) throw new Error('Nothing was published.');
  await eventually(
    () => history.list('northside', first.number, null, 10),
    ({ kept }) => kept.length === 2,
  );
  away = false;
  await expectAllAnnounced(published);
});

it('history has one entry for every version of every order', async () => {
  const history = await import('#functions/store/history.ts');
  const published = await publishOrders('fifth-lab', 10);
  for (const { number } of published) {
    const { kept } = await eventually(
      () => history.list('northside', number, null, 10),
      ({ kept: found }) => found.length === 2,
    );
    expect(kept).toMatchObject([
      { change: { version: 1, action: 'createOrder' } },
      { change: { version: 2, action: 'publishOrder' } },
    ]);
  }
});
