import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LaboratoryProfile } from '#domain/catalog.ts';
import { OrderPublished } from '#domain/events.ts';
import type { Id } from '#domain/identifiers.ts';
import { stored } from '#domain/stored.ts';
import { withoutKey } from '#functions/store/catalog.ts';
import { documents, findAll, TableName } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';

/** An event and its number in a laboratory's feed. */
export const FeedEntry = stored({ sequence: z.int(), event: OrderPublished });
export type FeedEntry = z.infer<typeof FeedEntry>;

/** The last number that a laboratory's feed has given, 0 before the first, and the laboratory's profile. */
export async function head(laboratoryId: Id) {
  const { SK: counter } = keys.sequence(laboratoryId);
  const items = await findAll([keys.sequence(laboratoryId), keys.profile(laboratoryId)]);
  const profile = items.find(({ SK }) => SK !== counter);
  return {
    last: z.int().parse(items.find(({ SK }) => SK === counter)?.['last'] ?? 0),
    profile: profile && LaboratoryProfile.parse(withoutKey(profile)),
  };
}

/**
 * Entries behind a number, consistently read up to the first gap: at most `limit` of them and 1 MB. A gap closes within
 * a moment; one that is there because the number is no longer kept gives the oldest that is. `last` is the number last given.
 */
export async function list(laboratoryId: Id, after: number, limit: number, last: number) {
  if (after >= last) return { entries: [] };
  const { PK, SK: next } = keys.feed(laboratoryId, after + 1);
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK >= :next',
      ExpressionAttributeValues: { ':partition': PK, ':next': next },
      ConsistentRead: true,
      Limit: limit,
    }),
  );
  const found = z.array(FeedEntry).parse(Items.map(withoutKey));
  const entries = found.filter(({ sequence }, index) => sequence === after + 1 + index);
  if (entries.length > 0 || (await kept(laboratoryId, after + 1))) return { entries };
  return { expired: { oldest: found[0]?.sequence ?? last + 1 } };
}

/** Whether a number that has been given is still kept: unlike a query, a read of the item itself sees whole transactions. */
async function kept(laboratoryId: Id, sequence: number): Promise<boolean> {
  return (await findAll([keys.feed(laboratoryId, sequence)])).length > 0;
}
