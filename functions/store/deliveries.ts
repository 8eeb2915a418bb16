import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { Attempt, type Delivery, Progress } from '#domain/listening/delivery.ts';
import type { Listener } from '#domain/listening/listener.ts';
import { Subscription } from '#domain/listening/subscription.ts';
import { dynamodb, findAll, TableName, withoutKey } from '#functions/store/client.ts';
import { FeedEntry } from '#functions/store/feed.ts';
import { expiryAfter, type Key, keys, table } from '#functions/store/table.ts';

/** How many days items are kept: progress as long as the feed can be replayed, the delivery log shorter. */
const days = { progress: 90, log: 30 };

/** Reads a delivery's subscription, its progress and its event, in one consistent read. */
export async function find({ listener, subscriptionId, eventId, feedSequence }: Delivery) {
  const key = {
    subscription: keys.subscription(listener, subscriptionId),
    progress: keys.delivery(listener, subscriptionId, eventId),
    entry: keys.feed(listener, feedSequence),
  };
  // Each item is in a partition of its own, so PK is enough.
  const items = await findAll(Object.values(key));
  const at = <Value>({ PK }: Key, schema: z.ZodMiniType<Value>): Value | undefined => {
    const item = items.find((one) => one['PK'] === PK);
    return item && parsed(schema, withoutKey(item));
  };
  return {
    subscription: at(key.subscription, Subscription),
    progress: at(key.progress, Progress),
    event: at(key.entry, FeedEntry)?.event,
  };
}

/** Reads how far the delivery of an event to a subscription has come; undefined if it was never started. */
export async function findProgress(listener: Listener, subscriptionId: Id, eventId: string) {
  const [item] = await findAll([keys.delivery(listener, subscriptionId, eventId)]);
  return item && parsed(Progress, withoutKey(item));
}

/** The subscriptions to which the delivery of an event was never started, in one consistent read. */
export async function findNotStarted(subscriptions: readonly Subscription[], eventId: string): Promise<Subscription[]> {
  const keyOf = ({ listener, subscriptionId }: Subscription) => keys.delivery(listener, subscriptionId, eventId);
  const begun = new Set((await findAll(subscriptions.map(keyOf))).map(({ PK }) => PK));
  return subscriptions.filter((subscription) => !begun.has(keyOf(subscription).PK));
}

/** Saves how far a delivery has come. Does nothing when a duplicate message has come further, or a run has delivered it. */
export async function saveProgress(
  { listener, subscriptionId, eventId, feedSequence }: Delivery,
  attempts: number,
  delivered: boolean,
  at: Instant,
): Promise<void> {
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: keys.delivery(listener, subscriptionId, eventId),
        UpdateExpression: 'SET feedSequence = :number, attempts = :attempts, delivered = :delivered, #expiry = :expiry',
        ConditionExpression: 'attribute_not_exists(PK) OR (delivered = :no AND attempts < :attempts)',
        ExpressionAttributeNames: { '#expiry': table.expiry },
        ExpressionAttributeValues: {
          ':number': feedSequence,
          ':attempts': attempts,
          ':delivered': delivered,
          ':expiry': expiryAfter(at, days.progress),
          ':no': false,
        },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Saves that a run has sent an event, and returns how many attempts its own delivery has had: they are not touched. */
export async function saveSent(
  { listener, subscriptionId }: Subscription,
  { sequence, event }: FeedEntry,
  delivered: boolean,
  at: Instant,
): Promise<number> {
  const { Attributes } = await dynamodb.send(
    new UpdateCommand({
      TableName,
      Key: keys.delivery(listener, subscriptionId, event.id),
      UpdateExpression:
        'SET feedSequence = :number, attempts = if_not_exists(attempts, :none), delivered = :delivered, #expiry = :expiry',
      ExpressionAttributeNames: { '#expiry': table.expiry },
      ExpressionAttributeValues: {
        ':number': sequence,
        ':none': 0,
        ':delivered': delivered,
        ':expiry': expiryAfter(at, days.progress),
      },
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Progress.shape.attempts.parse(Attributes?.['attempts']);
}

/** Adds an attempt to the log of a subscription. */
export async function insertAttempt(listener: Listener, subscriptionId: Id, attempt: Attempt): Promise<void> {
  const key = keys.attempt(listener, subscriptionId, attempt.at, attempt.eventId);
  const Item = { ...key, ...attempt, [table.expiry]: expiryAfter(attempt.at, days.log) };
  await dynamodb.send(new PutCommand({ TableName, Item }));
}

/** The position of an attempt in the log of its subscription. */
export const Position = z.object({ at: Attempt.shape.at, eventId: Attempt.shape.eventId });
export type Position = z.infer<typeof Position>;

/**
 * Lists attempts since a subscription was made, newest first, older than a position; `more` says whether others follow.
 */
export async function listAttempts(
  { listener, subscriptionId, createdAt = '' }: Subscription,
  before: Position | null,
  limit: number,
) {
  if (before && before.at < createdAt) return { attempts: [], more: false };
  const { PK, SK: first } = keys.attempt(listener, subscriptionId, createdAt, '');
  // Instants begin with a digit, which sorts after '#' and before '~'.
  const last = before ?? { at: '~', eventId: '' };
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':partition': PK,
        ':first': first,
        ':last': keys.attempt(listener, subscriptionId, last.at, last.eventId).SK,
      },
      ConsistentRead: true,
      ScanIndexForward: false,
      // One extra to see whether others follow, and one for the attempt at the position itself.
      Limit: limit + 2,
    }),
  );
  const attempts = Items.map((item) => parsed(Attempt, withoutKey(item)));
  const older = attempts.filter(({ at, eventId }) => at !== before?.at || eventId !== before.eventId);
  return { attempts: older.slice(0, limit), more: older.length > limit || LastEvaluatedKey !== undefined };
}
