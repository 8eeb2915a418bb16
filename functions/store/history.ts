import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { HistoryEntry } from '#domain/events.ts';
import { documents, TableName } from '#functions/store/client.ts';
import { historyPrefix, keys } from '#functions/store/table.ts';

/** Keeps what a version changed; an entry that is there already stays as it is. */
export async function insert(tenantId: string, number: string, entry: HistoryEntry): Promise<void> {
  try {
    await documents.send(
      new PutCommand({
        TableName,
        Item: { ...keys.change(tenantId, number, entry.version), ...entry },
        ConditionExpression: 'attribute_not_exists(PK)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Entries of an order after a version, oldest first, at most `limit`; `more` says that others follow. */
export async function list(tenantId: string, number: string, after: number, limit: number) {
  const { PK, SK } = keys.change(tenantId, number, after);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':partition': PK, ':first': `${SK}~`, ':last': `${historyPrefix}~` },
      ConsistentRead: true,
      Limit: limit + 1,
    }),
  );
  const entries = Items.map((item) => HistoryEntry.parse(item));
  return { entries: entries.slice(0, limit), more: entries.length > limit };
}
