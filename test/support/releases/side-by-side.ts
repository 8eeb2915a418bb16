import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, expect } from 'vitest';
import type { RouteName } from '#functions/contract/routes.ts';
import { type Key, keys } from '#functions/store/table.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { type Bus, startBus } from '#infra/local/parts/bus.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { startQueues } from '#infra/local/parts/queue.ts';
import { followStream } from '#infra/local/parts/stream.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import type { Sent } from '#test/support/functions/requests.ts';
import { eur } from '#test/support/orders.ts';
import { type Body, eventually } from '#test/support/product/clinic.ts';
import { shared } from '#test/support/product/shared-product.ts';
import * as later from '#test/support/releases/later-releases.ts';
import { anna, type ChangeRoute, changes, crown, entries, full } from '#test/support/releases/release-requests.ts';
import { type Release, releaseWith, startRelease } from '#test/support/releases/releases.ts';

/** Three releases on one table: this one, the next (`reader`), and the one after it (`writer`). See later-releases.ts. */
export let ours: Release;
export let reader: Release;
export let writer: Release;

let bus: Bus;
/** All records of orders from the table's stream. */
const records: DynamoDBRecord[] = [];
let dynamodb: DynamoDBDocumentClient;
let retryQueueUrl: string;

beforeAll(async () => {
  dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: shared.dynamodb, ...aws }));
  bus = await startBus();
  const queues = await startQueues();
  ({ retryQueueUrl } = queues);
  const { streamArn } = await newTableWithStream();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
    AWS_ENDPOINT_URL_SQS: queues.endpoint,
    RETRY_QUEUE_URL: retryQueueUrl,
    WEBHOOKS_TO_THIS_MACHINE: 'yes',
  });
  const following = followStream({
    client: new DynamoDBStreamsClient({ endpoint: shared.dynamodb, ...aws }),
    streamArn,
    checkpoint: openCheckpoint(),
    announce: async ({ Records }) => {
      records.push(...Records);
      return { batchItemFailures: [] };
    },
  });
  const readerTree = releaseWith(later.reader);
  [ours, reader, writer] = [undefined, readerTree, releaseWith(later.writer, readerTree)].map((root) =>
    startRelease(root),
  ) as [Release, Release, Release];
  for (const [name, { sent }] of Object.entries(entries)) await reader.call(name as RouteName, sent);
  await reader.call('putCustomer', { params: { id: 'novak' }, body: { ...anna, lastName: 'Novák' } });
  await reader.call('putService', { params: { id: 'courier' }, body: { ...crown, needs: {}, tasks: [] } });
  return async () => {
    for (const release of [ours, reader, writer]) release[Symbol.dispose]();
    await following[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await queues[Symbol.asyncDispose]();
  };
});

export const done = ({ status, body }: Answer): Body => {
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};
export const upon = (order: Body, sent: Sent, headers = {}): Sent => ({
  ...sent,
  params: { number: order.number, ...sent.params },
  headers: { 'if-match': `"${order.version}"`, ...headers },
});

/** Creates an order with everything on it that a release can write. */
export async function newOrder(release: Release, body: object = full): Promise<Body> {
  const order = done(await release.call('createOrder', { body }));
  const paid = { body: { employeeId: 'timo', amount: eur(1_00), note: 'Night' } };
  const second = done(await release.call('addPayrollRecord', upon(order, paid)));
  return done(await release.call('setDiscount', upon(second, { body: { type: 'fixed', amount: eur(1_00) } })));
}

/** Creates such an order, in a status that allows the change. */
export async function orderFor(name: ChangeRoute, release: Release, body: object = full): Promise<Body> {
  let order = await newOrder(release, body);
  for (const step of changes[name].after ?? [])
    order = done(await release.call(step, upon(order, changes[step].of(order))));
  return order;
}

export const read = (release: Release, { number }: Body) => release.call('getOrder', { params: { number } });

export async function itemAt(Key: Key): Promise<Body> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: process.env['TABLE_NAME'], Key, ConsistentRead: true }),
  );
  return Item;
}
export const itemOf = ({ number }: Body) => itemAt(keys.order('northside', number));

/** The paths of the objects that have the member of a later release. */
export function marksIn(value: Body, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const idOf = (part: Body, index: number) => part?.taskId ?? part?.templateId ?? part?.day ?? part?.secret ?? index;
  if (Array.isArray(value))
    return value.flatMap((element, index) => marksIn(element, `${path}/${idOf(element, index)}`));
  const within = Object.entries(value).flatMap(([member, part]) => marksIn(part, `${path}/${member}`));
  return value.addedLater ? [path, ...within] : within;
}
export const marksLost = (before: Body, after: Body) => {
  const kept = new Set(marksIn(after));
  return marksIn(before).filter((path) => !kept.has(path));
};

/** Waits until the stream has this many versions of an order, and returns their records. */
export const recordsOf = (order: Body, versions: number) =>
  eventually(
    async () => records.filter(({ dynamodb }) => dynamodb?.NewImage?.['number']?.S === order.number),
    ({ length }) => length === versions,
  );

export const eventsOf = ({ number }: Body): Body[] =>
  bus.events().flatMap(({ Detail }) => (Detail['subject'] === number ? [Detail] : []));

/** Receives this many messages of the retry queue, sorted by version. */
export async function unannounced(many: number): Promise<{ messageId: string; body: string }[]> {
  const client = new SQSClient();
  const messages = [];
  while (messages.length < many) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: retryQueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    messages.push(...Messages.map(({ MessageId = '', Body: body = '' }) => ({ messageId: MessageId, body })));
  }
  return messages.toSorted((one, other) => JSON.parse(one.body).version - JSON.parse(other.body).version);
}

/** Expects that a reply contains no members of a later release. */
export const expectSilent = ({ body }: Answer) => expect(JSON.stringify(body)).not.toMatch(/addedLater|urgency|glaze"/);
export const expectTryAgain = ({ status, headers, body }: Answer) =>
  expect([status, body.code, headers['retry-after']]).toEqual([503, 'try_again', '1']);
