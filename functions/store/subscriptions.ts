import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import type { Listener } from '#domain/listening/listener.ts';
import { Subscription } from '#domain/listening/subscription.ts';
import { dynamodb, findAll, TableName, withoutKey } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';
import { putVersioned } from '#functions/store/versioned.ts';

/** Reads a listener's subscription, consistently; undefined if there is none. */
export async function find(listener: Listener, subscriptionId: Id): Promise<Subscription | undefined> {
  const [item] = await findAll([keys.subscription(listener, subscriptionId)]);
  return item && parsed(Subscription, withoutKey(item));
}

/** Lists all subscriptions of a listener by id, consistently. Twenty small items fit one query. */
export async function list(listener: Listener): Promise<Subscription[]> {
  const { PK } = keys.subscription(listener, '');
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition',
      ExpressionAttributeValues: { ':partition': PK },
      ConsistentRead: true,
    }),
  );
  return Items.map((item) => parsed(Subscription, withoutKey(item)));
}

/**
 * Writes a subscription, on condition of the version that was read, or that none exists. False when another write was
 * faster.
 */
export const put = (subscription: Subscription): Promise<boolean> =>
  putVersioned(keys.subscription(subscription.listener, subscription.subscriptionId), subscription);

/** Removes a subscription, if there is one. */
export async function remove(listener: Listener, subscriptionId: Id): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName, Key: keys.subscription(listener, subscriptionId) }));
}
