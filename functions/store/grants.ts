import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Grant } from '#domain/kernel/grant.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { dynamodb, TableName } from '#functions/store/client.ts';
import type { Key } from '#functions/store/table.ts';

/** What has been granted to a user or client, read consistently, so that what was taken away is gone from the next token. */
export async function find(key: Key): Promise<Grant | undefined> {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
  return Item && parsed(Grant, Item);
}

/** Grants, in place of whatever was granted before. */
export async function put(key: Key, grant: Grant): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName, Item: { ...grant, ...key } }));
}

export async function remove(key: Key): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName, Key: key }));
}
