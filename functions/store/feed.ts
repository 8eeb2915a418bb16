import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { parsed } from '#domain/kernel/parsing.ts';
import { stored } from '#domain/kernel/stored.ts';
import { StoredEvent } from '#domain/listening/events.ts';
import type { Listener } from '#domain/listening/listener.ts';
import { dynamodb, findAll, TableName, withoutKey } from '#functions/store/client.ts';
import { counter, keys } from '#functions/store/table.ts';

/** An event and its number in a listener's feed. */
export const FeedEntry = stored({ sequence: z.int(), event: StoredEvent });
export type FeedEntry = z.infer<typeof FeedEntry>;

/** A part of a feed: after a number, at most `limit` entries. */
type Part = { after: number; limit: number };

/** Entries in order and without gaps; or `after` is beyond the last number; or the next entry has expired. */
export type Found =
  | { kind: 'entries'; entries: FeedEntry[]; last: number }
  | { kind: 'pastTheEnd'; last: number }
  | { kind: 'expired'; oldest: number };

/**
 * Lists entries after a number, consistently: at most `limit` and 1 MB, up to the first gap, which closes within a
 * moment. An entry and the counter are written in one transaction, so nobody can have seen a number beyond `last`.
 */
export async function list(listener: Listener, { after, limit }: Part): Promise<Found> {
  const last = await lastNumber(listener);
  if (after > last) return { kind: 'pastTheEnd', last };
  const found = after < last ? await query(listener, after, limit) : [];
  const entries = found.filter(({ sequence }, index) => sequence === after + 1 + index);
  if (entries.length > 0 || after === last || (await isStored(listener, after + 1)))
    return { kind: 'entries', entries, last };
  return { kind: 'expired', oldest: found[0]?.sequence ?? last + 1 };
}

/** The last number of a feed; 0 before the first. */
async function lastNumber(listener: Listener): Promise<number> {
  const [item] = await findAll([keys.sequence(listener)]);
  return z.int().parse(item?.[counter] ?? 0);
}

async function query(listener: Listener, after: number, Limit: number): Promise<FeedEntry[]> {
  const { PK, SK: next } = keys.feed(listener, after + 1);
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK >= :next',
      ExpressionAttributeValues: { ':partition': PK, ':next': next },
      ConsistentRead: true,
      Limit,
    }),
  );
  return Items.map((item) => parsed(FeedEntry, withoutKey(item)));
}

/**
 * Whether the entry of a number still exists. Unlike a query, reading the item itself always sees whole transactions.
 */
async function isStored(listener: Listener, sequence: number): Promise<boolean> {
  return (await findAll([keys.feed(listener, sequence)])).length > 0;
}
