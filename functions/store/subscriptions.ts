import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { LaboratoryProfile } from '#domain/catalog.ts';
import type { Id } from '#domain/identifiers.ts';
import { Subscription } from '#domain/subscription.ts';
import { withoutKey } from '#functions/store/catalog.ts';
import { documents, TableName } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';

/** A laboratory's profile and all of its subscriptions, in one consistent read. */
export async function find(laboratoryId: Id) {
  const { PK, SK: first } = keys.profile(laboratoryId);
  const { SK: last } = keys.subscription(laboratoryId, '~');
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      // Between the two lies the counter of the feed, and nothing else.
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':partition': PK, ':first': first, ':last': last },
      ConsistentRead: true,
    }),
  );
  const profile = Items.find(({ SK }) => SK === first);
  const subscriptions = Items.filter(({ SK }) => SK.startsWith(keys.subscription('', '').SK));
  return {
    profile: profile && LaboratoryProfile.parse(withoutKey(profile)),
    subscriptions: subscriptions.map((item) => Subscription.parse(withoutKey(item))),
  };
}

/** Removes a subscription, if there is one. */
export async function remove(laboratoryId: Id, subscriptionId: Id): Promise<void> {
  await documents.send(new DeleteCommand({ TableName, Key: keys.subscription(laboratoryId, subscriptionId) }));
}
