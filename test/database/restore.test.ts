import { readFileSync } from 'node:fs';
import { ConditionalCheckFailedException, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { wanted } from '#domain/catalog/lookup.ts';
import type { Order } from '#domain/order/order.ts';
import { counter, type Key, keys, messagePrefix } from '#functions/store/table.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { type Bus, startBus } from '#infra/local/parts/bus.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { definitionOf } from '#infra/local/parts/dynamodb.ts';
import { startQueues } from '#infra/local/parts/queue.ts';
import { followStream, type Trigger } from '#infra/local/parts/stream.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import { writing } from '#test/support/database/sending.ts';
import { call } from '#test/support/functions/call-handler.ts';
import { sides } from '#test/support/functions/sides.ts';
import { accepted, complete, draft, publish, saved } from '#test/support/orders.ts';
import { type Body, eventually } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';

/** Read from the runbook: the sequence in which items are put back, and how far counters are raised. */
const [, page = ''] = readFileSync('docs/runbook.md', 'utf8').split('### To restore');
const kinds = /for kind in ([A-Z ]+);/.exec(page)?.[1]?.split(' ') ?? [];
const scan =
  /scan --table-name restored --filter-expression '(.+)' \\\s+--expression-attribute-values '(.+)' \| put_back/g;
const filters = [...page.matchAll(scan)].map(([, FilterExpression = '', values = '']) => ({
  FilterExpression,
  ExpressionAttributeValues: unmarshall(JSON.parse(values)),
}));
const jump = Number(/plus ([\d,]+)/.exec(page)?.[1]?.replaceAll(',', ''));

const [ofLaboratory, ofClinic] = sides;

type Item = Key & Record<string, unknown>;

let dynamodb: DynamoDBDocumentClient;
let table: string;
let restored: string;
let bus: Bus;
let trigger: Trigger;
let announcer: AsyncDisposable;
let orders: typeof import('#functions/store/orders.ts');
let history: typeof import('#functions/store/history.ts');

beforeAll(async () => {
  const client = new DynamoDBClient({ endpoint: shared.dynamodb, ...aws });
  dynamodb = DynamoDBDocumentClient.from(client);
  bus = await startBus();
  const queues = await startQueues();
  const { name, streamArn } = await newTableWithStream();
  [table, restored] = [name, `${name}-restored`];
  await client.send(new CreateTableCommand(definitionOf(restored)));
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: queues.retryQueueUrl,
  });
  orders = await import('#functions/store/orders.ts');
  history = await import('#functions/store/history.ts');
  const { handler: announce } = await import('#functions/events/announce.ts');
  const streams = new DynamoDBStreamsClient({ endpoint: shared.dynamodb, ...aws });
  // An item first, because DynamoDB Local loses the position of a stream without records.
  await orders.insert({ ...draft(complete), number: nextNumber() });
  trigger = { client: streams, streamArn, announce, checkpoint: openCheckpoint() };
  return async () => {
    await bus[Symbol.asyncDispose]();
    await queues[Symbol.asyncDispose]();
  };
});
beforeEach(async () => {
  await lose(table);
  await lose(restored);
  announcer = followStream(trigger);
  return () => announcer[Symbol.asyncDispose]();
});

async function itemsOf(TableName: string, filter: object = {}): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client: dynamodb }, { TableName, ConsistentRead: true, ...filter }))
    items.push(...(Items as Item[]));
  return items;
}

/** Deletes items of a table, by default all. */
async function lose(TableName: string, isLost: (item: Item) => boolean = () => true) {
  for (const { PK, SK } of (await itemsOf(TableName)).filter(isLost))
    await dynamodb.send(new DeleteCommand({ TableName, Key: { PK, SK } }));
}

/** Has the laboratory write about each of these orders, as they are in the table. */
async function writeAbout(numbers: string[]) {
  const { orders: found } = await orders.find('northside', numbers, wanted({}));
  for (const order of found.values()) {
    const Item = unmarshall(writing(order, 'laboratory', 1).dynamodb?.NewImage as Parameters<typeof unmarshall>[0]);
    await dynamodb.send(new PutCommand({ TableName: table, Item }));
  }
  await announced();
}

let count = 0;
const nextNumber = () => (++count).toString(16).toUpperCase().padStart(10, '0');

/** Waits until the announcer has read everything that is in the stream now. */
async function announced() {
  const marker = { ...draft(complete), number: nextNumber() };
  await orders.insert(marker);
  await eventually(
    () => history.list('northside', marker.number, null, 1),
    ({ kept }) => kept.length === 1,
  );
}

/** Publishes orders one after another, and returns their numbers. */
async function publishOrders(many: number): Promise<string[]> {
  const numbers = Array.from({ length: many }, nextNumber);
  for (const number of numbers) {
    const first: Order = { ...draft(complete), number };
    await orders.insert(first);
    await orders.replace(saved(first, accepted(publish(first)), 'publishOrder'), first);
  }
  await announced();
  return numbers;
}

/** Reads a feed from a number on as docs/listening.md says. Returns the orders, and where the numbers jumped. */
async function heardAfter(position: number, { caller, routes }: (typeof sides)[number] = ofLaboratory) {
  const heard: [sequence: number, number: string][] = [];
  const jumps: number[] = [];
  for (let after = position; ; ) {
    const { status, body } = await call(routes.feed, { caller, query: `after=${after}` });
    if (status === 410) {
      expect(body.code).toBe('feed_expired');
      jumps.push(body.oldest);
      after = body.oldest - 1;
      continue;
    }
    expect(status).toBe(200);
    heard.push(...body.items.map(({ sequence, event }: Body) => [sequence, event.subject]));
    if (body.items.length === 0) return { heard, jumps, position: after };
    after = body.next;
  }
}

/** Copies the table to the restored table, as a backup of this moment. */
async function backUp() {
  for (const Item of await itemsOf(table)) await dynamodb.send(new PutCommand({ TableName: restored, Item }));
}

async function putBack(items: Item[]) {
  const ConditionExpression = 'attribute_not_exists(PK)';
  for (const Item of items)
    await dynamodb.send(new PutCommand({ TableName: table, Item, ConditionExpression })).catch((error) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
}

/** Follows the steps of the runbook, with the announcers turned off. */
async function restoreAll() {
  await announcer[Symbol.asyncDispose]();
  for (const { listener } of sides) {
    const { PK, SK } = keys.sequence(listener);
    const counters = (await Promise.all([itemsOf(table), itemsOf(restored)])).flat().filter((item) => item.PK === PK);
    const last = Math.max(0, ...counters.map((item) => Number(item[counter]))) + jump;
    await dynamodb.send(new PutCommand({ TableName: table, Item: { PK, SK, [counter]: last } }));
  }
  for (const filter of filters) await putBack(await itemsOf(restored, filter));
  announcer = followStream(trigger);
  await announced();
}

test('The runbook puts messages and orders back after their history, and all of them last', () => {
  expect(kinds).toEqual(['H', 'P', 'M', 'O']);
  expect(filters.map(({ FilterExpression }) => FilterExpression)).toEqual([
    'SK <> :order AND NOT begins_with(SK, :message)',
    'SK = :order OR begins_with(SK, :message)',
  ]);
  for (const { ExpressionAttributeValues } of filters)
    expect(ExpressionAttributeValues).toEqual({ ':order': keys.order('', '').SK, ':message': messagePrefix });
  expect(jump).toBe(1_000_000);
});

test('A restored order and its message keep their numbers in the feeds', async () => {
  const numbers = await publishOrders(3);
  const [, lost = ''] = numbers;
  await writeAbout(numbers);
  const [before, clinicBefore] = [await heardAfter(0), await heardAfter(0, ofClinic)];
  expect(clinicBefore.heard).toHaveLength(3);
  await backUp();
  await lose(table, ({ PK }) => PK.endsWith(lost));
  for (const kind of kinds) {
    const ofKind = {
      FilterExpression: 'PK = :of',
      ExpressionAttributeValues: { ':of': `T#northside#${kind}#${lost}` },
    };
    await putBack(await itemsOf(restored, ofKind));
    // One by one, so that the announcer reads each before the next is written.
    await announced();
  }
  expect(await heardAfter(0)).toEqual(before);
  expect(await heardAfter(0, ofClinic)).toEqual(clinicBefore);
  const told = bus.events().filter(({ Detail }) => Detail['subject'] === lost);
  const idsAndNumbers = told.map(({ Detail }: Body) => `${Detail.id} ${Detail.data.feedSequence}`).toSorted();
  const place = clinicBefore.heard.find(([, number]) => number === lost)?.[0];
  expect(idsAndNumbers).toEqual([
    ...Array(2).fill(`northside_${lost}_2 2`),
    ...Array(2).fill(`northside_${lost}_m1 ${place}`),
  ]);
});

test('In a restored table every order and message keeps its number in its feed', async () => {
  await writeAbout(await publishOrders(5));
  const { heard, position } = await heardAfter(0);
  const ofTenant = await heardAfter(0, ofClinic);
  await backUp();
  await lose(table);
  await restoreAll();
  const oldest = position + jump + 1;
  expect(await heardAfter(0)).toEqual({ heard, jumps: [oldest], position: oldest - 1 });
  expect(await heardAfter(0, ofClinic)).toEqual({ ...ofTenant, jumps: [oldest], position: oldest - 1 });
});

test.each<[string, (item: Item) => boolean, lastGiven: number, lastKept: number]>([
  ['all of the current table is lost', () => true, 6, 6],
  ['the counter stands', ({ SK }) => SK !== 'SEQUENCE', 8, 6],
  ['nothing is lost', () => false, 8, 8],
])(
  'No number is given twice after a restore to a point in time, so that a laboratory that had read on hears of every new order: %s',
  async (_, isLost, lastGiven, lastKept) => {
    await publishOrders(6);
    await backUp();
    await publishOrders(2);
    const ahead = await heardAfter(0);
    expect(ahead.position).toBe(8);
    await lose(table, isLost);
    await restoreAll();

    const oldest = lastGiven + jump + 1;
    expect(await heardAfter(8)).toEqual({ heard: [], jumps: [oldest], position: oldest - 1 });
    const sent = await publishOrders(2);
    const fresh = sent.map((number, index) => [oldest + index, number]);
    expect(await heardAfter(8)).toEqual({ heard: fresh, jumps: [oldest], position: oldest + 1 });
    expect(await heardAfter(oldest - 1)).toEqual({ heard: fresh, jumps: [], position: oldest + 1 });
    const kept = ahead.heard.filter(([sequence]) => sequence > 3 && sequence <= lastKept);
    expect(await heardAfter(3)).toEqual({ heard: [...kept, ...fresh], jumps: [oldest], position: oldest + 1 });
  },
);
