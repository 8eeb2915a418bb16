import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environment } from '#functions/environment.ts';
import type { Key } from '#functions/store/table.ts';

export const documents = DynamoDBDocumentClient.from(new DynamoDBClient(), {
  marshallOptions: { removeUndefinedValues: true },
});

export const TableName = environment('TABLE_NAME');

export type Item = Record<string, unknown>;

/** The limit of one BatchGetItem. */
const batch = 100;

/** Reads up to 100 keys a request, consistently; an item that is not there is not in the answer. */
export async function findAll(keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  let left: readonly Record<string, unknown>[] = keys;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt > 0)
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** Math.min(attempt, 6)));
    const Keys = left.slice(0, batch);
    const answer = await documents.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...Keys], ConsistentRead: true } } }),
    );
    items.push(...(answer.Responses?.[TableName] ?? []));
    const unprocessed = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
    left = [...unprocessed, ...left.slice(batch)];
  }
  return items;
}
