import { DynamoDBStreamsClient, GetRecordsCommand, TrimmedDataAccessException } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { expect } from 'vitest';
import { keys, messagePrefix } from '#functions/store/table.ts';
import { startBus } from '#infra/local/parts/bus.ts';
import { openCheckpoint } from '#infra/local/parts/checkpoint.ts';
import { iteratorOf, openShards } from '#infra/local/parts/shards.ts';
import { newTableWithStream } from '#test/support/database/new-table.ts';

export type AnnouncedTable = Awaited<ReturnType<typeof newAnnouncedTable>>;

/** How often the stream is asked for a record that has been written, but cannot be read yet. */
const attempts = 100;

/**
 * Makes a table whose changes are announced when a test says so, and not by themselves. Import functions afterwards: they
 * read its name while loading.
 */
export async function newAnnouncedTable() {
  const bus = await startBus();
  const { streamArn } = await newTableWithStream();
  Object.assign(process.env, { AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint });
  const { handler } = await import('#functions/events/announce.ts');
  const client = new DynamoDBStreamsClient();
  const stream = { client, streamArn, checkpoint: openCheckpoint() };
  const [shardId = ''] = await openShards(stream);

  const keyOf = ({ dynamodb }: DynamoDBRecord) => ({
    PK: dynamodb?.Keys?.['PK']?.S ?? '',
    SK: dynamodb?.Keys?.['SK']?.S ?? '',
  });
  const isAnnounced = (record: DynamoDBRecord) => {
    const { SK } = keyOf(record);
    return SK === keys.order('', '').SK || SK.startsWith(messagePrefix);
  };

  /** Reads on in the stream. An iterator that was made before the first record is refused; the next one is not. */
  async function newRecords(): Promise<DynamoDBRecord[]> {
    const ShardIterator = await iteratorOf(stream, shardId);
    const page = await client.send(new GetRecordsCommand({ ShardIterator })).catch((error) => {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
    });
    const Records = page?.Records ?? [];
    const last = Records.at(-1)?.dynamodb?.SequenceNumber;
    if (last) stream.checkpoint.move(shardId, last);
    return Records.map(({ dynamodb, eventName }) => ({ dynamodb, eventName }) as DynamoDBRecord);
  }

  /**
   * Announces what has been written since the last time, which is so many changes of orders and messages of this tenant,
   * and whatever a test that failed has left of others.
   */
  async function announce(tenantId: string, many: number): Promise<void> {
    const records: DynamoDBRecord[] = [];
    const own = () => records.filter((record) => keyOf(record).PK.startsWith(`T#${tenantId}#`));
    for (let attempt = 0; attempt < attempts && own().length < many; attempt++) {
      const read = await newRecords();
      records.push(...read.filter(isAnnounced));
    }
    expect(own()).toHaveLength(many);
    for (let start = 0; start < records.length; start += 100)
      expect(await handler({ Records: records.slice(start, start + 100) })).toEqual({ batchItemFailures: [] });
  }

  return { bus, announce };
}
