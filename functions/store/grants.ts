import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Grant } from '#domain/kernel/grant.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { documents, TableName } from '#functions/store/client.ts';
import type { Key } from '#functions/store/table.ts';

/** What has been granted to a user or client, read consistently, so that what was taken away is gone from the next token. */
export async function find(key: Key): Promise<Grant | undefined> {
  const { Item } = await documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
  return Item && parsed(Grant, Item);
}

/** Grants, in place of whatever was granted before. */
export async function put(key: Key, grant: Grant): Promise<void> {
  await documents.send(new PutCommand({ TableName, Item: { ...grant, ...key } }));
}

export async function remove(key: Key): Promise<void> {
  await documents.send(new DeleteCommand({ TableName, Key: key }));
}
