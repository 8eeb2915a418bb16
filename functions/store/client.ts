import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environment } from '#functions/environment.ts';
import { pauseBefore } from '#functions/pause-before.ts';
import type { Key } from '#functions/store/table.ts';
import { clientTimeouts, TryAgain } from '#functions/try-again.ts';

export const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(clientTimeouts), {
  marshallOptions: { removeUndefinedValues: true },
});
// The SDK prepares every input and output for its logger, even when there is none.
dynamodb.middlewareStack.remove('loggerMiddleware');

export const TableName = environment('TABLE_NAME');

/** An item that only a newer release can read. Asked again, the newer release will soon answer. */
export class NewerRelease extends TryAgain {
  override name = 'NewerRelease';
}

export type Item = Record<string, unknown>;

/** An item without its key. */
export const withoutKey = ({ PK: _PK, SK: _SK, ...item }: Item) => item;

/** The limit of one BatchGetItem, and how many times in a row DynamoDB may process nothing more. */
const batch = 100;
const mostRefusals = 8;

/**
 * Reads items consistently, up to 100 keys a request: whole, or only some attributes. An item that does not exist is
 * missing in the result.
 */
export async function findAll(keys: readonly Key[], attributes?: readonly string[]): Promise<Item[]> {
  const only = attributes && projectionOf(attributes);
  const items: Item[] = [];
  let left: readonly Record<string, unknown>[] = keys;
  for (let refused = 0; left.length > 0; ) {
    if (refused > mostRefusals) throw new TryAgain('DynamoDB leaves reads for later, again and again.');
    if (refused > 0) await pauseBefore(refused, 25);
    const Keys = left.slice(0, batch);
    const answer = await dynamodb.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [...Keys], ConsistentRead: true, ...only } } }),
    );
    items.push(...(answer.Responses?.[TableName] ?? []));
    const unprocessed = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
    refused = unprocessed.length > 0 ? refused + 1 : 0;
    left = [...unprocessed, ...left.slice(batch)];
  }
  return items;
}

/** Asks for these attributes alone, by placeholders, because many names are reserved words. */
export function projectionOf(attributes: readonly string[]) {
  const names = Object.fromEntries(attributes.map((attribute, index) => [`#${index}`, attribute]));
  return { ProjectionExpression: Object.keys(names).join(), ExpressionAttributeNames: names };
}
