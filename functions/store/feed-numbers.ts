import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Listener } from '#domain/listening/listener.ts';
import { numbered, type Unnumbered } from '#domain/listening/order-event.ts';
import type { HistoryEntry } from '#domain/order/history.ts';
import { pauseBefore } from '#functions/pause-before.ts';
import { dynamodb, TableName } from '#functions/store/client.ts';
import { counter, expiryAfter, keys, table } from '#functions/store/table.ts';

/** An event, and the history entry of its change, if it is the first of it. */
export type Announced = { event: Unnumbered; entry: HistoryEntry | null };

/** How many events fit one transaction: of its 100 actions, one is for the counter and two are for each event. */
export const eventsAtOnce = 49;

const attempts = 12;
const feedDays = 90;

/**
 * Gives events their numbers in a listener's feed, without gap or repeat: one transaction writes counter, feed and marks.
 * An event whose mark is there already keeps its number. Returns the numbers by event id.
 */
export async function assignFeedNumbers(
  listener: Listener,
  announced: readonly Announced[],
  at: Date,
): Promise<Map<string, number>> {
  const numbers = new Map<string, number>();
  let left = announced;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === attempts) throw new Error(`The feed of ${listener} is too contended.`);
    if (attempt > 0) await pauseBefore(attempt);
    const last = await lastNumber(listener);
    try {
      await dynamodb.send(new TransactWriteCommand({ TransactItems: transaction(listener, left, last, at) }));
      left.forEach(({ event }, index) => void numbers.set(event.id, last + 1 + index));
      return numbers;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      left = left.filter(({ event }, index) => {
        const existing = reasons[1 + 2 * index]?.Item;
        if (existing) numbers.set(event.id, feedSequence.parse(unmarshall(existing)['feedSequence']));
        return !existing;
      });
    }
  }
  return numbers;
}

const feedSequence = z.int();

/** Not shared with the feed's readers, who have BatchGetItem: announcers may only get the counter, by GetItem. */
async function lastNumber(listener: Listener): Promise<number> {
  const { Item } = await dynamodb.send(
    new GetCommand({
      TableName,
      Key: keys.sequence(listener),
      ProjectionExpression: '#last',
      ExpressionAttributeNames: { '#last': counter },
      ConsistentRead: true,
    }),
  );
  return z.int().parse(Item?.[counter] ?? 0);
}

/**
 * The item that keeps the number of an event: the history entry of its change, or one of its own. So two listeners of one
 * change have a number each.
 */
function markOf({ event, entry }: Announced, expiry: number) {
  const { tenantId, number } = event.data;
  return entry
    ? { ...keys.change(tenantId, number, entry.version), ...entry }
    : { ...keys.announced(tenantId, number, event.id), [table.expiry]: expiry };
}

/**
 * The counter first, then the mark and the feed entry of each event. `assignFeedNumbers` relies on this order when it
 * reads the cancellation reasons.
 */
function transaction(listener: Listener, announced: readonly Announced[], last: number, at: Date) {
  const expiry = expiryAfter(at, feedDays);
  const count = {
    Update: {
      TableName,
      Key: keys.sequence(listener),
      UpdateExpression: 'SET #last = :next',
      ConditionExpression: last === 0 ? 'attribute_not_exists(PK)' : '#last = :last',
      ExpressionAttributeNames: { '#last': counter },
      ExpressionAttributeValues: { ':next': last + announced.length, ...(last > 0 && { ':last': last }) },
    },
  };
  const entries = announced.flatMap((one, index) => {
    const sequence = last + 1 + index;
    const event = numbered(one.event, sequence);
    return [
      {
        Put: {
          TableName,
          Item: { ...markOf(one, expiry), feedSequence: sequence },
          ConditionExpression: 'attribute_not_exists(PK)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      },
      {
        Put: {
          TableName,
          Item: { ...keys.feed(listener, sequence), sequence, event, [table.expiry]: expiry },
          ConditionExpression: 'attribute_not_exists(PK)',
        },
      },
    ];
  });
  return [count, ...entries];
}
