import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoint } from '#infra/local/parts/checkpoint.ts';

/** A table's stream, and the checkpoint of what has been announced. */
export type Stream = { client: DynamoDBStreamsClient; streamArn: string; checkpoint: Checkpoint };

/** The shards to read now: not yet announced to their end, and without a parent shard that is still to be read. */
export async function openShards(stream: Stream): Promise<string[]> {
  const shards = await shardsOf(stream);
  const isOpen = ({ ShardId = '' }: Shard) => stream.checkpoint.of(ShardId) !== 'end';
  const open = new Set(shards.filter(isOpen).map(({ ShardId }) => ShardId));
  return shards.flatMap(({ ShardId, ParentShardId }) =>
    ShardId && open.has(ShardId) && !open.has(ParentShardId) ? ShardId : [],
  );
}

async function shardsOf({ client, streamArn: StreamArn }: Stream): Promise<Shard[]> {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const page = await client.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId }));
    shards.push(...(page.StreamDescription?.Shards ?? []));
    ExclusiveStartShardId = page.StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId);
  return shards;
}

/** An iterator after the checkpoint. Without one, or if the stream no longer has that record, at the oldest record. */
export async function iteratorOf(
  { client, streamArn: StreamArn, checkpoint }: Stream,
  ShardId: string,
): Promise<string | undefined> {
  const oldest = new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  const SequenceNumber = checkpoint.of(ShardId);
  const wanted = SequenceNumber
    ? new GetShardIteratorCommand({
        StreamArn,
        ShardId,
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        SequenceNumber,
      })
    : oldest;
  const found = await client.send(wanted).catch((error) => {
    if (!(error instanceof TrimmedDataAccessException)) throw error;
    return client.send(oldest);
  });
  return found.ShardIterator;
}
