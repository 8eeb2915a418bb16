import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Grant } from '#domain/kernel/grant.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { dynamodb, TableName } from '#functions/store/client.ts';
import type { Key } from '#functions/store/table.ts';

/** Reads a grant, consistently, so that a removed grant is missing in the very next token. */
export async function find(key: Key): Promise<Grant | undefined> {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
  return Item && parsed(Grant, Item);
}

/** Writes a grant, in place of an earlier one. */
export async function put(key: Key, grant: Grant): Promise<void> {
  await dynamodb.send(new PutCommand({ TableName, Item: { ...grant, ...key } }));
}

export async function remove(key: Key): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName, Key: key }));
}
