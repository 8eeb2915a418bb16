import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { same } from '#domain/kernel/same.ts';
import type { Listener } from '#domain/listening/listener.ts';
import type { Run } from '#domain/listening/run.ts';
import { changing, Subscription } from '#domain/listening/subscription.ts';
import { dynamodb, findAll, TableName, withoutKey } from '#functions/store/client.ts';
import { counter, keys } from '#functions/store/table.ts';

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

const keyOf = ({ listener, subscriptionId }: Pick<Subscription, 'listener' | 'subscriptionId'>) =>
  keys.subscription(listener, subscriptionId);

/**
 * Writes a subscription, on condition of the version that was read, or that none exists. False when another write was
 * faster. What waits and the run are not written, because they change without a new version; where the subscription is
 * off, they end.
 */
export async function put(subscription: Subscription): Promise<boolean> {
  const { waiting: _waiting, run: _run, ...written } = subscription;
  const set = Object.entries(written).filter(([, value]) => value !== undefined);
  const named = new Set(set.map(([name]) => name));
  const kept = new Set<string>(subscription.active ? changing : []);
  const removed = Object.keys(Subscription.shape).filter((name) => !named.has(name) && !kept.has(name));
  const first = subscription.version === 1;
  const { version, createdAt = null } = subscription;
  try {
    await dynamodb.send(
      new UpdateCommand({
        TableName,
        Key: keyOf(subscription),
        UpdateExpression: [
          `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}`,
          `REMOVE ${removed.map((name) => `#${name}`).join(', ')}`,
        ].join(' '),
        ConditionExpression: first
          ? 'attribute_not_exists(#version)'
          : '#version = :read AND (attribute_not_exists(#createdAt) OR #createdAt = :createdAt)',
        ExpressionAttributeNames: Object.fromEntries(
          [...named, ...removed, 'createdAt'].map((name) => [`#${name}`, name]),
        ),
        ExpressionAttributeValues: {
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ...(!first && { ':read': version - 1, ':createdAt': createdAt }),
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Our own earlier write succeeded, but its reply was lost.
    const { waiting: _others, run: _other, ...item } = withoutKey(error.Item ? unmarshall(error.Item) : {});
    return same(item, written);
  }
}

/** Removes a subscription, if there is one. */
export async function remove(listener: Listener, subscriptionId: Id): Promise<void> {
  await dynamodb.send(new DeleteCommand({ TableName, Key: keys.subscription(listener, subscriptionId) }));
}

/** That the subscription is the one that was read, and has been on since. */
const isSame = ({ activeSince }: Subscription) => ({
  condition: 'active = :true AND (attribute_not_exists(activeSince) OR activeSince = :since)',
  values: { ':true': true, ':since': activeSince ?? null },
});

/**
 * Counts an event among those that wait, and returns the subscription as it is then. Undefined when nothing is to wait:
 * the subscription is off or gone, or is catching up and will come to this event. To count an event again changes nothing.
 */
export function addWaiting(subscription: Subscription, feedSequence: number): Promise<Subscription | undefined> {
  const { condition, values } = isSame(subscription);
  return change(subscription, {
    UpdateExpression: 'ADD waiting :one',
    ConditionExpression: `${condition} AND (attribute_not_exists(#run) OR #run.#to <> :end OR #run.#after >= :number)`,
    ExpressionAttributeNames: { '#run': 'run', '#to': 'to', '#after': 'after' },
    ExpressionAttributeValues: { ...values, ':one': new Set([feedSequence]), ':end': null, ':number': feedSequence },
  });
}

/** Takes an event from those that wait, if it is among them. */
export async function removeWaiting(subscription: Subscription, feedSequence: number): Promise<void> {
  if (!subscription.waiting?.has(feedSequence)) return;
  const { condition, values } = isSame(subscription);
  await change(subscription, {
    UpdateExpression: 'DELETE waiting :one',
    ConditionExpression: condition,
    ExpressionAttributeValues: { ...values, ':one': new Set([feedSequence]) },
  });
}

/** Starts a run in place of the one that was read, or of none. What waits is part of a run to the end of the feed. */
export async function startRun(subscription: Subscription, run: Run): Promise<boolean> {
  const { condition, values } = isSame(subscription);
  const before = subscription.run;
  const started = await change(subscription, {
    UpdateExpression: `SET #run = :run${run.to === null ? ' REMOVE waiting' : ''}`,
    ConditionExpression: `${condition} AND ${before ? '#run.startedAt = :before' : 'attribute_not_exists(#run)'}`,
    ExpressionAttributeNames: { '#run': 'run' },
    ExpressionAttributeValues: { ...values, ':run': run, ...(before && { ':before': before.startedAt }) },
  });
  return started !== undefined;
}

/** That a run is at the step that was read. */
const atStep = ({ step }: Run) => ({
  ConditionExpression: '#run.step = :step',
  ExpressionAttributeNames: { '#run': 'run' },
  ExpressionAttributeValues: { ':step': step },
});

/**
 * Stores how far a run has come; what it has set aside waits from then on. Does nothing when a duplicate message has come
 * further, or the run is over.
 */
export async function saveRun(subscription: Subscription, read: Run, run: Run): Promise<void> {
  const { ExpressionAttributeValues: values, ...at } = atStep(read);
  const aside = run.aside && { ':aside': new Set(run.aside.map(({ feedSequence }) => feedSequence)) };
  await change(subscription, {
    ...at,
    UpdateExpression: `SET #run = :run${aside ? ' ADD waiting :aside' : ''}`,
    ExpressionAttributeValues: { ...values, ':run': run, ...aside },
  });
}

/**
 * Ends a run at a number. False when it cannot end there: while catching up, when the feed goes on. That is asked in the
 * same transaction, so every event comes either before the end, or to a subscription that no longer catches up.
 */
export async function endRun(subscription: Subscription, run: Run, after: number): Promise<boolean> {
  const end = { Update: { TableName, Key: keyOf(subscription), UpdateExpression: 'REMOVE #run', ...atStep(run) } };
  const atEndOfFeed = {
    ConditionCheck: {
      TableName,
      Key: keys.sequence(subscription.listener),
      ConditionExpression: '#last = :after',
      ExpressionAttributeNames: { '#last': counter },
      ExpressionAttributeValues: { ':after': after },
    },
  };
  try {
    await dynamodb.send(new TransactWriteCommand({ TransactItems: run.to === null ? [atEndOfFeed, end] : [end] }));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false;
    throw error;
  }
}

/** Changes a subscription and returns it as it is then; undefined when the condition fails. */
async function change(
  subscription: Subscription,
  update: Omit<UpdateCommandInput, 'TableName' | 'Key'>,
): Promise<Subscription | undefined> {
  try {
    const { Attributes = {} } = await dynamodb.send(
      new UpdateCommand({ TableName, Key: keyOf(subscription), ReturnValues: 'ALL_NEW', ...update }),
    );
    return parsed(Subscription, withoutKey(Attributes));
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
