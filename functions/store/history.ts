import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { parsed } from '#domain/kernel/parsing.ts';
import { HistoryEntry, ReadEntry } from '#domain/order/history.ts';
import { dynamodb, type Item, TableName } from '#functions/store/client.ts';
import { changePrefix, type Key, keys, readPrefix } from '#functions/store/table.ts';

/** Adds the history entry of a change. An existing entry stays. */
export const insert = (tenantId: string, number: string, entry: HistoryEntry): Promise<void> =>
  put(keys.change(tenantId, number, entry.version), entry);

/** Adds a history entry for a read or a print. */
export const insertRead = (tenantId: string, number: string, entry: ReadEntry, requestId: string): Promise<void> =>
  put(keys.read(tenantId, number, entry.at, requestId), entry);

async function put(key: Key, entry: HistoryEntry | ReadEntry): Promise<void> {
  try {
    await dynamodb.send(
      new PutCommand({ TableName, Item: { ...entry, ...key }, ConditionExpression: 'attribute_not_exists(PK)' }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Where a page of history starts: after these sort keys of a change and of a read. A bare prefix is the beginning. */
export const HistoryPosition = z.tuple([
  z.string().check(z.regex(new RegExp(`^${changePrefix}(\\d{10})?$`))),
  z.string().check(z.regex(new RegExp(`^${readPrefix}(\\d.*)?$`))),
]);
export type HistoryPosition = z.infer<typeof HistoryPosition>;

type Entry = { kind: 'change'; change: HistoryEntry } | { kind: 'read'; read: ReadEntry };
type Kept = { position: string } & Entry;

const atOf = (kept: Kept) => (kept.kind === 'change' ? kept.change.at : kept.read.at);

/**
 * Lists changes and reads after a position, oldest first, at most `limit`; DynamoDB may return fewer. `next` is the
 * position to continue from, if there may be more.
 */
export async function list(
  tenantId: string,
  number: string,
  after: HistoryPosition | null,
  limit: number,
): Promise<{ kept: Kept[]; next: HistoryPosition | null }> {
  const { PK } = keys.change(tenantId, number, 0);
  const [change, read] = after ?? [changePrefix, readPrefix];
  const [changes, reads] = await Promise.all([
    page(PK, changePrefix, change, limit, (item) => ({ kind: 'change', change: parsed(HistoryEntry, item) })),
    page(PK, readPrefix, read, limit, (item) => ({ kind: 'read', read: parsed(ReadEntry, item) })),
  ]);
  const kept = merged(changes, reads);
  const shown = kept.slice(0, limit);
  const more = changes.more || reads.more || kept.length > limit;
  const last = (prefix: string) => shown.findLast(({ position }) => position.startsWith(prefix))?.position;
  return { kept: shown, next: more ? [last(changePrefix) ?? change, last(readPrefix) ?? read] : null };
}

/** The result of one query, and whether DynamoDB stopped early, at `limit` or at 1 MB. */
type Page = { found: Kept[]; more: boolean };

async function page(
  PK: string,
  prefix: string,
  after: string,
  limit: number,
  entryOf: (item: Item) => Entry,
): Promise<Page> {
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':partition': PK, ':first': `${after}!`, ':last': `${prefix}~` },
      ConsistentRead: true,
      Limit: limit + 1,
    }),
  );
  const found = Items.map((item) => ({ position: String(item['SK']), ...entryOf(item) }));
  return { found, more: LastEvaluatedKey !== undefined };
}

/** Merges by time, up to where a query stopped early. Each list keeps its own order, even if clocks disagree. */
function merged(changes: Page, reads: Page): Kept[] {
  const [change, ...laterChanges] = changes.found;
  const [read, ...laterReads] = reads.found;
  if (!change) return changes.more ? [] : reads.found;
  if (!read) return reads.more ? [] : changes.found;
  return atOf(change) <= atOf(read)
    ? [change, ...merged({ ...changes, found: laterChanges }, reads)]
    : [read, ...merged(changes, { ...reads, found: laterReads })];
}
