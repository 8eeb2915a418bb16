import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoint } from '#infra/local/parts/checkpoint.ts';

/** The stream of a table, and how far it has been announced. */
export type Stream = { client: DynamoDBStreamsClient; streamArn: string; checkpoint: Checkpoint };

/** The shards that have not been announced to their end and whose parent, if it is still there, has. */
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

/** An iterator behind the checkpoint; at the oldest record where there is none, or where too much has been forgotten. */
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
