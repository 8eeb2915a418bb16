import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Access, HistoryEntry } from '#domain/events.ts';
import { documents, type Item, TableName } from '#functions/store/client.ts';
import { accessPrefix, historyPrefix, type Key, keys } from '#functions/store/table.ts';

/** Keeps what a version changed; an entry that is there already stays as it is. */
export const insert = (tenantId: string, number: string, entry: HistoryEntry): Promise<void> =>
  put(keys.change(tenantId, number, entry.version), entry);

/** Keeps that an order was read or printed, once for each request. */
export const insertAccess = (tenantId: string, number: string, access: Access, requestId: string): Promise<void> =>
  put(keys.access(tenantId, number, access.at, requestId), access);

async function put(key: Key, entry: HistoryEntry | Access): Promise<void> {
  try {
    const Item = { ...entry, ...key };
    await documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Where a page of history begins: behind a version and behind an access, each by the sort key. */
export const Position = z.strictObject({ change: z.string(), access: z.string() });
export type Position = z.infer<typeof Position>;

const beginning: Position = { change: historyPrefix, access: accessPrefix };

/** An item of history: a change, or an access. */
export type Kept = { change: HistoryEntry } | { access: Access };

/** Changes by version and accesses by time, merged oldest first, at most `limit`; `next` is where the next page begins, if any. */
export async function list(tenantId: string, number: string, after: Position = beginning, limit: number) {
  const { PK } = keys.order(tenantId, number);
  const [changed, accessed] = await Promise.all([
    query(PK, after.change, historyPrefix, limit + 1),
    query(PK, after.access, accessPrefix, limit + 1),
  ]);
  const changes = changed.map((item) => ({ item, entry: { change: HistoryEntry.parse(item) } }));
  const accesses = accessed.map((item) => ({ item, entry: { access: Access.parse(item) } }));

  const entries: Kept[] = [];
  const next = { ...after };
  while (entries.length < limit) {
    const [change] = changes;
    const [access] = accesses;
    if (change && !(access && access.entry.access.at < change.entry.change.at)) {
      entries.push(change.entry);
      next.change = behind(change.item);
      changes.shift();
    } else if (access) {
      entries.push(access.entry);
      next.access = behind(access.item);
      accesses.shift();
    } else break;
  }
  return { entries, next: changes.length + accesses.length > 0 ? next : null };
}

/** A sort key behind an item's and before the next one's: no key holds a '~'. */
const behind = ({ SK }: Item) => `${SK}~`;

async function query(partition: string, first: string, prefix: string, Limit: number): Promise<Item[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':partition': partition, ':first': first, ':last': `${prefix}~` },
      ConsistentRead: true,
      Limit,
    }),
  );
  return Items;
}
