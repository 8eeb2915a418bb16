import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Key, keys } from '#functions/store/table.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { type Checkpoint, openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { followStream } from '#infra/local/parts/stream.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';
import { shared } from '#test/support/product/shared-product.ts';

const allDone: DynamoDBBatchResponse = { batchItemFailures: [] };
const failedAt = (record?: DynamoDBRecord): DynamoDBBatchResponse => ({
  batchItemFailures: [{ itemIdentifier: record?.dynamodb?.SequenceNumber ?? 'nowhere' }],
});

const numberOf = ({ dynamodb }: DynamoDBRecord) => dynamodb?.Keys?.['PK']?.S?.split('#').at(-1);
const numbersOf = ({ Records }: DynamoDBStreamEvent) => Records.map(numberOf).join('');

/** A mocked announcer, and the numbers of the orders in each call, as one word. */
const announce = vi.fn<(event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>>();
const called = () => announce.mock.calls.map(([event]) => numbersOf(event));
const heard = (number: string) =>
  vi.waitFor(() => expect(called().join('')).toContain(number), { timeout: 5000, interval: 10 });

const newFile = () => join(mkdtempSync(join(tmpdir(), 'stream-')), 'stream.json');

beforeEach(() => {
  announce.mockReset().mockResolvedValue(allDone);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

function follow(client: DynamoDBStreamsClient, streamArn: string, checkpoint: Checkpoint) {
  const following = followStream({ client, streamArn, announce, checkpoint });
  const stop = () => following[Symbol.asyncDispose]();
  onTestFinished(stop);
  return stop;
}

describe('on a real stream', () => {
  let table: Awaited<ReturnType<typeof newTableWithStream>>;
  let streams: DynamoDBStreamsClient;
  let database: DynamoDBClient;

  beforeEach(async () => {
    table = await newTableWithStream();
    const endpoint = shared.dynamodb;
    streams = new DynamoDBStreamsClient({ ...aws, endpoint });
    database = new DynamoDBClient({ ...aws, endpoint });
  });

  const put = async ({ PK, SK }: Key, note = '') => {
    const Item = { PK: { S: PK }, SK: { S: SK }, note: { S: note } };
    await database.send(new PutItemCommand({ TableName: table.name, Item }));
  };
  const putOrder = (number: string, note?: string) => put(keys.order('northside', number), note);
  const start = (checkpoint = openCheckpoint()) => follow(streams, table.streamArn, checkpoint);

  test('announces a message, and not the mark beside it', async () => {
    await put(keys.answer('northside', 'B'));
    await put(keys.message('northside', 'B', 1));
    await put(keys.feed('T#northside', 1));
    await putOrder('C');
    start();
    await vi.waitFor(() => expect(called().join('')).toBe('BC'), { timeout: 5000 });
  });

  test('announces only orders and messages, with the event of Lambda', async () => {
    await put(keys.settings('northside'));
    await putOrder('A', 'before');
    await putOrder('A', 'after');
    await put(keys.change('northside', 'A', 1));
    start();
    await vi.waitFor(() => expect(called().join('')).toBe('AA'), { timeout: 5000 });
    const [created, changed] = announce.mock.calls.flatMap(([event]) => event.Records);
    const { PK, SK } = keys.order('northside', 'A');
    const key = { PK: { S: PK }, SK: { S: SK } };
    expect(created).toMatchObject({ eventName: 'INSERT', dynamodb: { NewImage: { ...key, note: { S: 'before' } } } });
    expect(created?.dynamodb).not.toHaveProperty('OldImage');
    expect(changed).toEqual({
      eventID: expect.any(String),
      eventName: 'MODIFY',
      eventVersion: expect.any(String),
      eventSource: 'aws:dynamodb',
      eventSourceARN: table.streamArn,
      awsRegion: expect.any(String),
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        Keys: key,
        OldImage: { ...key, note: { S: 'before' } },
        NewImage: { ...key, note: { S: 'after' } },
        SequenceNumber: expect.stringMatching(/^\d+$/),
        SizeBytes: expect.any(Number),
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    const age = Date.now() / 1000 - (changed?.dynamodb?.ApproximateCreationDateTime ?? 0);
    expect(age).toSatisfy((seconds: number) => seconds > -60 && seconds < 120);
  });

  test('fills a batch with orders, however many other records there are between them', async () => {
    const numbers = 'ABCDEFGHIJKLMNOPQRST';
    for (const number of numbers) {
      await putOrder(number);
      for (let version = 1; version <= 6; version++) await put(keys.change('northside', number, version));
    }
    start();
    await vi.waitFor(() => expect(called()).toEqual([numbers]), { timeout: 5000 });
  });

  test('has at most a hundred orders in a batch, and moves the checkpoint after each batch', async () => {
    const letters = Array.from({ length: 130 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    for (const number of letters) await putOrder(number);
    const moved = vi.fn<Checkpoint['move']>();
    const checkpoint = openCheckpoint();
    const move: Checkpoint['move'] = (shardId, position) => {
      moved(shardId, position);
      checkpoint.move(shardId, position);
    };
    start({ ...checkpoint, move });
    await heard(letters[129] ?? '');
    expect(called().map((numbers) => numbers.length)).toEqual([100, 30]);
    await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(2));
  });

  test('announces a change within 300 ms', async () => {
    start();
    const waits: number[] = [];
    for (const number of 'ABCDE') {
      await putOrder(number);
      const written = performance.now();
      await heard(number);
      waits.push(performance.now() - written);
    }
    // The best of five, because other tests use the machine at the same time.
    expect(Math.min(...waits)).toBeLessThan(300);
  });

  test('repeats the record that failed and all after it, and none before it', async () => {
    for (const number of 'ABCD') await putOrder(number);
    announce.mockImplementationOnce(async ({ Records }) => failedAt(Records[2]));
    start();
    await vi.waitFor(() => expect(called()).toEqual(['ABCD', 'CD']), { timeout: 5000 });
  });

  test.each([
    ['the announcer throws', () => Promise.reject(new Error('no bus'))],
    ['a failure names no record', async () => failedAt()],
    ['the first record fails', async ({ Records }: DynamoDBStreamEvent) => failedAt(Records[0])],
  ])('repeats the whole batch when %s', async (_, fail) => {
    for (const number of 'AB') await putOrder(number);
    announce.mockImplementationOnce(fail).mockImplementationOnce(fail);
    start();
    await vi.waitFor(() => expect(called()).toEqual(['AB', 'AB', 'AB']), { timeout: 5000 });
    await delay(250);
    expect(called()).toHaveLength(3);
  });

  test('continues from its checkpoint after a restart', async () => {
    const file = newFile();
    await putOrder('A');
    const stop = start(openCheckpoint(file));
    await heard('A');
    await stop();
    await putOrder('B');
    start(openCheckpoint(file));
    await heard('B');
    expect(called()).toEqual(['A', 'B']);
  });

  test('repeats what a killed process had announced before it moved the checkpoint', async () => {
    const file = newFile();
    const killed = () => {
      throw new Error('killed');
    };
    for (const number of 'AB') await putOrder(number);
    const stop = start({ ...openCheckpoint(file), move: killed });
    await heard('B');
    await stop();
    announce.mockClear();
    start(openCheckpoint(file));
    await heard('B');
    expect(called()).toEqual(['AB']);
  });

  test('waits for the running call when it is stopped, and moves the checkpoint', async () => {
    const file = newFile();
    let finish = () => {};
    announce.mockImplementationOnce(() => new Promise((resolve) => (finish = () => resolve(allDone))));
    await putOrder('A');
    const stop = start(openCheckpoint(file));
    await heard('A');
    const stopped = stop();
    finish();
    await stopped;
    expect(Object.values(JSON.parse(readFileSync(file, 'utf8')))).toEqual([expect.stringMatching(/^\d+$/)]);
  });
});

describe('on a stream of several shards', () => {
  const streams = new DynamoDBStreamsClient(aws);
  const client = mockClient(streams);
  afterEach(() => client.reset());

  /** Mocks a stream of shards, each with its parent, its records, and whether it is still open. */
  type Shards = Record<string, { parent?: string; numbers: string; open?: true }>;

  function having(shards: Shards): void {
    const listed = Object.entries(shards).map(
      ([ShardId, { parent }]): Shard => ({ ShardId, ...(parent && { ParentShardId: parent }) }),
    );
    client.on(DescribeStreamCommand).callsFake(async ({ ExclusiveStartShardId: after }) => {
      const [first, ...rest] = after ? listed.slice(listed.findIndex(({ ShardId }) => ShardId === after) + 1) : listed;
      return {
        StreamDescription: {
          Shards: first ? [first] : [],
          LastEvaluatedShardId: rest.length > 0 ? first?.ShardId : undefined,
        },
      };
    });
    client.on(GetShardIteratorCommand).callsFake(async ({ ShardId, SequenceNumber = '-1' }) => ({
      ShardIterator: `${ShardId}:${Number(SequenceNumber) + 1}`,
    }));
    client.on(GetRecordsCommand).callsFake(async ({ ShardIterator }) => {
      const [shardId, position] = ShardIterator.split(':');
      const { numbers = '', open } = shards[shardId] ?? {};
      const number = numbers[position];
      const { PK, SK } = keys.order('northside', number ?? '');
      const Keys = { PK: { S: PK }, SK: { S: SK } };
      const more = open || Number(position) < numbers.length - 1;
      return {
        Records: number
          ? [{ dynamodb: { Keys, SequenceNumber: position, ApproximateCreationDateTime: new Date() } }]
          : [],
        NextShardIterator: more ? `${shardId}:${number ? Number(position) + 1 : position}` : undefined,
      };
    });
  }

  test('reads a parent shard to its end before its children', async () => {
    having({
      child: { parent: 'root', numbers: 'DE' },
      root: { parent: 'forgotten', numbers: 'ABC' },
      grandchild: { parent: 'child', numbers: 'FG', open: true },
    });
    follow(streams, 'stream', openCheckpoint());
    await heard('G');
    expect(called().join('')).toBe('ABCDEFG');
  });

  test('delays only the children of a shard that fails', async () => {
    having({
      bad: { numbers: 'X' },
      good: { numbers: 'A' },
      after: { parent: 'good', numbers: 'B', open: true },
      never: { parent: 'bad', numbers: 'Y', open: true },
    });
    announce.mockImplementation(async (event) => (numbersOf(event) === 'X' ? failedAt(event.Records[0]) : allDone));
    follow(streams, 'stream', openCheckpoint());
    await heard('B');
    expect(called()).not.toContain('Y');
  });

  test('starts with the oldest record if the stream no longer has that of the checkpoint', async () => {
    having({ root: { numbers: 'AB', open: true } });
    const forgotten = new TrimmedDataAccessException({ $metadata: {}, message: 'trimmed' });
    client
      .on(GetShardIteratorCommand, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: '77' })
      .rejects(forgotten);
    const checkpoint = openCheckpoint();
    checkpoint.move('root', '77');
    follow(streams, 'stream', checkpoint);
    await heard('B');
    expect(called().join('')).toBe('AB');
  });

  test('gets a new iterator when the stream refuses its own', async () => {
    having({ root: { numbers: 'AB', open: true } });
    client
      .on(GetRecordsCommand, { ShardIterator: 'root:1' })
      .rejectsOnce(new Error('expired'))
      .callsFake(async () => ({
        Records: [],
        NextShardIterator: 'root:1',
      }));
    follow(streams, 'stream', openCheckpoint());
    await vi.waitFor(() => expect(client.commandCalls(GetShardIteratorCommand)).toHaveLength(2), { timeout: 5000 });
    expect(called()).toEqual(['A']);
  });
});
