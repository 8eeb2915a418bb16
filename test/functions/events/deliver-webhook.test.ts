import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, firstAttempt } from '#domain/listening/delivery.ts';
import type { OrderPublished } from '#domain/listening/events.ts';
import { handler } from '#functions/events/deliver-webhook.ts';
import { keys } from '#functions/store/table.ts';
import { logged } from '#test/support/functions/call-handler.ts';
import { dynamodb, holding, type Item, itemOf, puts } from '#test/support/functions/mock-table.ts';
import { at, profile } from '#test/support/orders.ts';
import { published, subscriptionTo } from '#test/support/subscriptions.ts';

const queue = mockClient(SQSClient);
const event = published(7);
const later = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

const item = {
  ...itemOf,
  entry: { ...keys.feed('L#apex-lab', 7), sequence: 7, event },
  progress: (subscriptionId: string, attempts: number) => ({
    ...keys.delivery('L#apex-lab', subscriptionId, event.id),
    feedSequence: 7,
    round: event.time,
    attempts,
    delivered: false,
  }),
};

/** A forbidden address, so that no test sends anything to another machine. */
const nowhere = 'https://10.0.0.1/';

beforeEach(() => {
  queue.reset();
  queue.on(SendMessageBatchCommand).resolves({});
});

const message = (body: OrderPublished | Delivery | object) => ({
  messageId: 'this-message',
  receiptHandle: 'this-receipt',
  body: JSON.stringify(body),
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: '', ApproximateFirstReceiveTimestamp: '0' },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: '',
});
const handle = async (body: object) => (await handler({ Records: [message(body)] })).batchItemFailures;
const sent = () =>
  queue.commandCalls(SendMessageBatchCommand).flatMap(({ args: [{ input }] }) =>
    (input.Entries ?? []).map(({ MessageBody = '', DelaySeconds, MessageGroupId }) => ({
      delivery: JSON.parse(MessageBody),
      DelaySeconds,
      MessageGroupId,
    })),
  );
const again = [{ itemIdentifier: 'this-message' }];

describe('An event of the bus', () => {
  const subscriptions = [
    subscriptionTo(nowhere, { subscriptionId: 'begun' }),
    subscriptionTo(nowhere, { subscriptionId: 'off', active: false }),
    subscriptionTo(nowhere, { subscriptionId: 'wanting' }),
  ];

  test('becomes one message for each subscription that wants it, sent before the delivery is stored', async () => {
    holding(item.progress('begun', 0));
    dynamodb.on(QueryCommand).resolves({ Items: subscriptions.map(item.subscription) });
    expect(await handle(event)).toEqual([]);
    const delivery = { subscriptionId: 'wanting', eventId: event.id, feedSequence: 7, attempt: 1, replay: false };
    expect(sent()).toMatchObject([
      {
        delivery: { ...delivery, round: event.time, notBefore: at },
        DelaySeconds: 0,
        MessageGroupId: 'L#apex-lab.wanting',
      },
    ]);
    expect(puts()).toMatchObject([
      {
        Item: { PK: 'L#apex-lab#D#wanting', SK: `EVENT#${event.id}`, round: event.time, attempts: 0, delivered: false },
        ConditionExpression: expect.stringContaining('attribute_not_exists(PK)'),
      },
    ]);
  });

  test('is delivered if it has members of a later release, too', async () => {
    holding();
    dynamodb.on(QueryCommand).resolves({ Items: subscriptions.slice(2).map(item.subscription) });
    expect(await handle({ ...event, urgency: 'today', data: { ...event.data, color: 'blue' } })).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { subscriptionId: 'wanting', eventId: event.id } }]);
  });

  test('comes again when the queue does not take its messages, and nothing is kept of it', async () => {
    holding();
    dynamodb.on(QueryCommand).resolves({ Items: subscriptions.map(item.subscription) });
    queue.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '0', Code: 'No', SenderFault: false }] });
    expect(await handle(event)).toEqual(again);
    expect(puts()).toEqual([]);
  });
});

describe('A delivery', () => {
  const subscription = subscriptionTo(nowhere, { createdAt: at });
  const delivery = firstAttempt(subscription, event, at, false);

  test('that comes too early is hidden until its time, for eleven hours at most, without an attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    expect(await handle({ ...delivery, notBefore: later(3600) })).toEqual(again);
    expect(await handle({ ...delivery, notBefore: later(24 * 3600) })).toEqual(again);
    const hidden = queue.commandCalls(ChangeMessageVisibilityCommand).map(({ args: [{ input }] }) => input);
    expect(hidden.map(({ VisibilityTimeout }) => VisibilityTimeout)).toEqual([3600, 11 * 3600]);
    expect(hidden[0]).toMatchObject({ ReceiptHandle: 'this-receipt' });
    expect(dynamodb.calls()).toEqual([]);
  });

  test('that comes less than a second early waits, then makes its attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    const started = performance.now();
    expect(await handle({ ...delivery, notBefore: later(0.3) })).toEqual([]);
    // One less, because timers count whole milliseconds.
    expect(performance.now() - started).toBeGreaterThan(298);
    expect(sent()).toMatchObject([{ delivery: { attempt: 2 } }]);
  });

  test('that fails is queued again before its log and progress are stored', async () => {
    holding(item.subscription(subscription), item.entry);
    expect(await handle(delivery)).toEqual([]);
    const [next] = sent();
    expect(next).toMatchObject({
      delivery: { ...delivery, attempt: 2, notBefore: expect.any(String) },
      DelaySeconds: 5,
    });
    expect(puts()).toMatchObject([
      {
        Item: {
          PK: 'L#apex-lab#D#main',
          SK: `ATTEMPT#${at}#${event.id}`,
          attempt: 1,
          status: null,
          error: 'forbidden_url',
          replay: false,
        },
      },
      { Item: { PK: 'L#apex-lab#D#main', SK: `EVENT#${event.id}`, attempts: 1, delivered: false } },
    ]);
    queue.on(SendMessageBatchCommand).rejects(new Error('No.'));
    dynamodb.resetHistory();
    expect(await handle(delivery)).toEqual(again);
    expect(puts()).toEqual([]);
  });

  test('keeps members that a later release has stored with its progress', async () => {
    holding(item.subscription(subscription), item.entry, { ...item.progress('main', 1), slow: true });
    expect(await handle({ ...delivery, attempt: 2 })).toEqual([]);
    expect(puts()[1]).toMatchObject({ Item: { SK: `EVENT#${event.id}`, attempts: 2, slow: true } });
  });

  test('whose wait is longer than SQS can delay comes early, to be hidden', async () => {
    holding(item.subscription(subscription), item.entry);
    const asked = later(7200);
    expect(await handle({ ...delivery, notBefore: asked })).toEqual(again);
    const { send } = await import('#functions/bus/delivery-queue.ts');
    await send([{ ...delivery, notBefore: asked }]);
    expect(sent()).toMatchObject([{ DelaySeconds: 900 }]);
  });

  test('after the last try ends its subscription, over the version that was read', async () => {
    holding(item.subscription(subscription), item.entry, item.progress('main', 2));
    expect(await handle({ ...delivery, attempt: 3 })).toEqual([]);
    expect(sent()).toEqual([]);
    expect(puts()[1]).toMatchObject({
      Item: {
        PK: 'L#apex-lab#SUBSCRIPTIONS',
        SK: 'main',
        active: false,
        version: 2,
        disabled: { eventId: event.id, code: 'gave_up', facts: { attempts: 3, last: 'forbidden_url' } },
      },
      ConditionExpression: '#version = :read AND (attribute_not_exists(createdAt) OR createdAt = :createdAt)',
      ExpressionAttributeValues: { ':read': 1, ':createdAt': at },
    });
  });

  test('asks once more an endpoint that was to be turned off, and has been changed meanwhile', async () => {
    holding(item.subscription(subscription), item.entry, item.progress('main', 2));
    const Item = marshall({ ...item.subscription(subscription), version: 2 }, { removeUndefinedValues: true });
    dynamodb
      .on(PutCommand, { ExpressionAttributeValues: { ':read': 1, ':createdAt': at } })
      .rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'met', Item }));
    expect(await handle({ ...delivery, attempt: 3 })).toEqual(again);
    expect(puts().map(({ Item }) => Item?.['PK'])).toEqual(['L#apex-lab#D#main', 'L#apex-lab#SUBSCRIPTIONS']);
  });

  test('is dropped when a duplicate has made its attempt, its event has expired, or its subscription is off or gone', async () => {
    await dropped(
      [item.subscription(subscription), item.entry, item.progress('main', 1)],
      [item.subscription(subscription)],
      [item.subscription({ ...subscription, active: false }), item.entry],
      [item.entry],
    );
  });

  test('is dropped when its subscription has been made again, or asks for others now, or its laboratory does', async () => {
    await dropped(
      [item.subscription({ ...subscription, createdAt: later(60) }), item.entry],
      [item.subscription({ ...subscription, createdAt: undefined }), item.entry],
      [item.subscription({ ...subscription, tenants: ['lakeview'] }), item.entry],
      [item.subscription(subscription), item.entry, item.profile(profile({ tenants: ['lakeview'] }))],
    );
  });

  test('of an older release, without the creation time of its subscription, makes its attempt', async () => {
    const { subscribedAt: _, ...older } = delivery;
    for (const createdAt of [at, undefined]) {
      dynamodb.reset();
      holding(item.subscription({ ...subscription, createdAt }), item.entry);
      expect(await handle(older)).toEqual([]);
      expect(puts()).toHaveLength(2);
    }
  });

  async function dropped(...current: Item[][]): Promise<void> {
    for (const items of current) {
      dynamodb.reset();
      holding(...items);
      expect(await handle(delivery)).toEqual([]);
      expect([...puts(), ...sent()]).toEqual([]);
    }
  }

  test('that nobody can read comes back by the queue, and the log says so without its contents', async () => {
    expect(await handle({ patient: 'Ferrari' })).toEqual(again);
    expect(logged.join()).toContain('"delivering":"this-message"');
    expect(logged.join()).not.toContain('Ferrari');
  });
});
