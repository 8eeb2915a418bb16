import { setTimeout as delay } from 'node:timers/promises';
import { GetRecordsCommand, type _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { keys, messagePrefix, table } from '#functions/store/table.ts';
import { iteratorOf, openShards, type Stream } from '#infra/local/parts/shards.ts';

export type Trigger = Stream & { announce: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> };

/** How many records are read at once, of any items, and how many changes of orders one call gets, as in the cloud. */
const readAtOnce = 1000;
const batchSize = 100;

/**
 * Milliseconds between polls for records (Lambda, too, polls a shard four times a second), for shards, and between retries.
 */
const idle = 250;
const lookout = 1000;
const backoff = { first: 100, longest: 10_000 };

/**
 * Calls the announcer with every change of an order and every message, as Lambda's event source mapping does: in the
 * sequence of the stream, from the checkpoint on, and with retries until it succeeds. Disposing waits for the running call.
 */
export function followStream(trigger: Trigger): AsyncDisposable {
  const stopping = new AbortController();
  const following = follow(trigger, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await following;
    },
  };
}

/** Follows all open shards at the same time until it is stopped. */
async function follow(trigger: Trigger, signal: AbortSignal): Promise<void> {
  const following = new Map<string, Promise<void>>();
  while (!signal.aborted) {
    for (const shardId of await openShards(trigger).catch(nothingYet)) {
      if (following.has(shardId)) continue;
      const ended = followShard(trigger, shardId, signal).finally(() => following.delete(shardId));
      following.set(shardId, ended);
    }
    // When a shard ends, its child shards can be read.
    await Promise.race([...following.values(), pause(lookout, signal)]);
  }
  await Promise.all(following.values());
}

/** Announces the records of a shard, page by page, to its end. */
async function followShard(trigger: Trigger, shardId: string, signal: AbortSignal): Promise<void> {
  let ShardIterator: string | undefined;
  let failures = 0;
  while (!signal.aborted && trigger.checkpoint.of(shardId) !== 'end') {
    try {
      ShardIterator ??= await iteratorOf(trigger, shardId);
      const page = await trigger.client.send(new GetRecordsCommand({ ShardIterator, Limit: readAtOnce }));
      const { Records = [], NextShardIterator } = page;
      for (const batch of batches(Records)) await announceBatch(trigger, shardId, batch);
      if (!NextShardIterator) trigger.checkpoint.move(shardId, 'end');
      ShardIterator = NextShardIterator;
      failures = 0;
      if (Records.length === 0) await pause(idle, signal);
    } catch (error) {
      console.error('Announcing again soon, after:', error);
      ShardIterator = undefined;
      await pause(Math.min(backoff.first * 2 ** failures++, backoff.longest), signal);
    }
  }
}

const pause = (milliseconds: number, signal: AbortSignal) => delay(milliseconds, undefined, { signal }).catch(() => {});

function nothingYet(error: unknown): string[] {
  console.error('Reading the stream again soon, after:', error);
  return [];
}

/**
 * The records in batches with at most 100 changes of orders each. Lambda, too, filters records first and counts then:
 * most records are of other items, and batches of these would leave the announcer behind.
 */
function* batches(records: readonly StreamRecord[]): Generator<StreamRecord[]> {
  let batch: StreamRecord[] = [];
  let announced = 0;
  for (const record of records) {
    batch.push(record);
    if (isAnnounced(record)) announced += 1;
    if (announced < batchSize) continue;
    yield batch;
    batch = [];
    announced = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Announces a batch and moves the checkpoint past the announced records. Throws if any record is left. */
async function announceBatch(trigger: Trigger, shardId: string, records: StreamRecord[]): Promise<void> {
  const announced = records.filter(isAnnounced);
  const { batchItemFailures } = announced.length > 0 ? await trigger.announce(eventOf(announced, trigger)) : allDone;
  const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  // Records before the first failed one are done. A failure that names none of the records means that all have failed.
  const firstFailed = records.findIndex((record) => failed.includes(sequenceOf(record)));
  const done = failed.length > 0 ? records.slice(0, Math.max(firstFailed, 0)) : records;
  const last = done.at(-1);
  if (last) trigger.checkpoint.move(shardId, sequenceOf(last));
  if (failed.length > 0) throw new Error(`The announcer reports ${failed.join(', ')} of ${shardId} as failed.`);
}

const allDone: DynamoDBBatchResponse = { batchItemFailures: [] };

const sequenceOf = ({ dynamodb }: StreamRecord) => dynamodb?.SequenceNumber ?? '';

/** Whether a record is of an order or of a message. */
function isAnnounced({ eventName, dynamodb }: StreamRecord): boolean {
  const sortKey = dynamodb?.Keys?.[table.sortKey]?.S ?? '';
  return eventName !== 'REMOVE' && (sortKey === keys.order('', '').SK || sortKey.startsWith(messagePrefix));
}

/** The event that Lambda makes of records: JSON, with times in seconds. */
function eventOf(records: StreamRecord[], { streamArn }: Trigger): DynamoDBStreamEvent {
  const Records = records.map(({ dynamodb, ...record }) => ({
    ...record,
    eventSourceARN: streamArn,
    dynamodb: { ...dynamodb, ApproximateCreationDateTime: Number(dynamodb?.ApproximateCreationDateTime) / 1000 },
  }));
  return JSON.parse(JSON.stringify({ Records }));
}
