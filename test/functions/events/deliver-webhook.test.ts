import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { BatchGetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Delivery, firstAttempt } from '#domain/listening/delivery.ts';
import type { OrderPublished } from '#domain/listening/events.ts';
import { type Run, replayOf, stepOf } from '#domain/listening/run.ts';
import { handler } from '#functions/events/deliver-webhook.ts';
import { keys } from '#functions/store/table.ts';
import { logged } from '#test/support/functions/call-handler.ts';
import { dynamodb, holding, type Item, itemOf, updates } from '#test/support/functions/mock-table.ts';
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

/** Every write, in its sequence: its key, or the keys of a transaction, and the values that it sets. */
const writes = () =>
  dynamodb.calls().flatMap(({ args: [{ input }] }) => {
    const { Item, Key, TransactItems, ExpressionAttributeValues: values = {} } = Object(input);
    if (TransactItems) return [{ key: 'transaction', values }];
    const { PK, SK } = Item ?? Key ?? {};
    return PK && (Item || Object(input).UpdateExpression) ? [{ key: `${PK} ${SK}`, values: Item ?? values }] : [];
  });
const progressSaved = (subscriptionId: string, attempts: number, delivered = false) => ({
  key: `L#apex-lab#D#${subscriptionId} EVENT#${event.id}`,
  values: expect.objectContaining({ ':attempts': attempts, ':delivered': delivered }),
});
const attemptLogged = (attempt: number) => ({
  key: `L#apex-lab#D#main ATTEMPT#${at}#${event.id}`,
  values: expect.objectContaining({ attempt, status: null, error: 'forbidden_url', replay: false }),
});

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
    const delivery = { subscriptionId: 'wanting', eventId: event.id, feedSequence: 7, attempt: 1 };
    expect(sent()).toMatchObject([
      {
        delivery: { ...delivery, notBefore: at },
        DelaySeconds: 0,
        MessageGroupId: 'L#apex-lab.wanting',
      },
    ]);
    expect(writes()).toEqual([progressSaved('wanting', 0)]);
  });

  test('is no message for a subscription that is catching up, which comes to it in the feed', async () => {
    holding();
    const behind = subscriptionTo(nowhere, { run: { startedAt: at, after: 3, to: null, step: 'first' } });
    const replaying = subscriptionTo(nowhere, {
      subscriptionId: 'replaying',
      run: { ...replayOf(3, 9, at), step: 'first' },
    });
    dynamodb.on(QueryCommand).resolves({ Items: [behind, replaying].map(item.subscription) });
    expect(await handle(event)).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { subscriptionId: 'replaying' } }]);
    expect(writes()).toEqual([progressSaved('replaying', 0)]);
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
    expect(writes()).toEqual([]);
  });
});

describe('A laboratory that takes no new orders from an organisation', () => {
  const closed = item.profile(profile({ tenants: ['lakeview'] }));
  const subscription = subscriptionTo(nowhere, { activeSince: at });

  test('is sent the events of those that it had: new ones, by attempts and in runs', async () => {
    holding(closed);
    dynamodb.on(QueryCommand).resolves({ Items: [item.subscription(subscription)] });
    expect(await handle(event)).toEqual([]);
    const [first] = sent();
    expect(first).toMatchObject({ delivery: { subscriptionId: 'main', eventId: event.id, attempt: 1 } });

    dynamodb.reset();
    holding(closed, item.subscription(subscription), item.entry);
    expect(await handle(first?.delivery)).toEqual([]);
    expect(writes()).toContainEqual(attemptLogged(1));

    dynamodb.reset();
    const run: Run = { startedAt: at, after: 6, to: null, step: 'first' };
    const counter = { ...keys.sequence('L#apex-lab'), last: 7 };
    holding(closed, item.subscription({ ...subscription, run }), counter, item.entry, item.progress('main', 1));
    dynamodb.on(QueryCommand).resolves({ Items: [item.entry] });
    expect(await handle(stepOf(subscription, run, at, at))).toEqual([]);
    expect(writes()).toContainEqual(attemptLogged(1));
  });
});

describe('A delivery', () => {
  const subscription = subscriptionTo(nowhere, { createdAt: at, activeSince: at });
  const delivery = firstAttempt(subscription, event, at);
  const key = 'L#apex-lab#SUBSCRIPTIONS main';
  const counted = { key, values: expect.objectContaining({ ':one': new Set([7]) }) };

  test('that comes too early is sent again, for 15 minutes at most, before it is deleted, and nothing is written', async () => {
    holding(item.subscription(subscription), item.entry);
    for (const seconds of [60, 3600]) expect(await handle({ ...delivery, notBefore: later(seconds) })).toEqual([]);
    expect(sent()).toMatchObject([
      { delivery: { ...delivery, notBefore: later(60) }, DelaySeconds: 60, MessageGroupId: 'L#apex-lab.main' },
      { delivery: { ...delivery, notBefore: later(3600) }, DelaySeconds: 900 },
    ]);
    expect(writes()).toEqual([]);
    queue.on(SendMessageBatchCommand).rejects(new Error('No.'));
    expect(await handle({ ...delivery, notBefore: later(60) })).toEqual(again);
  });

  test('that comes less than a second early waits, then makes its attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    const started = performance.now();
    expect(await handle({ ...delivery, notBefore: later(0.3) })).toEqual([]);
    // One less, because timers count whole milliseconds.
    expect(performance.now() - started).toBeGreaterThan(298);
    expect(sent()).toMatchObject([{ delivery: { attempt: 2 } }]);
  });

  test('that fails is counted with its subscription, then queued again, before its log and progress are stored', async () => {
    holding(item.subscription(subscription), item.entry);
    expect(await handle(delivery)).toEqual([]);
    const [next] = sent();
    expect(next).toMatchObject({
      delivery: { ...delivery, attempt: 2, notBefore: expect.any(String) },
      DelaySeconds: 5,
    });
    expect(writes()).toEqual([counted, attemptLogged(1), progressSaved('main', 1)]);
    queue.on(SendMessageBatchCommand).rejects(new Error('No.'));
    dynamodb.resetHistory();
    expect(await handle(delivery)).toEqual(again);
    expect(writes()).toEqual([counted]);
  });

  test('that fails once more is not counted again', async () => {
    holding(item.subscription({ ...subscription, waiting: new Set([7]) }), item.entry, item.progress('main', 1));
    expect(await handle({ ...delivery, attempt: 2 })).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { attempt: 3 } }]);
    expect(writes()).toEqual([attemptLogged(2), progressSaved('main', 2)]);
  });

  test('that fails as the hundredth starts a run from the oldest that waits, which has the next attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    const waiting = new Set(Array.from({ length: 100 }, (_, index) => index + 5));
    dynamodb.on(UpdateCommand).resolves({ Attributes: item.subscription({ ...subscription, waiting }) });
    expect(await handle(delivery)).toEqual([]);
    expect(sent()).toMatchObject([
      { delivery: { subscriptionId: 'main', step: expect.any(String), madeAt: at }, DelaySeconds: 0 },
    ]);
    const run = { startedAt: at, after: 4, to: null, step: sent()[0]?.delivery.step };
    expect(writes()).toEqual([
      counted,
      { key, values: expect.objectContaining({ ':run': run }) },
      attemptLogged(1),
      progressSaved('main', 1),
    ]);
    expect(updates()[1]).toMatchObject({
      UpdateExpression: 'SET #run = :run REMOVE waiting',
      ConditionExpression:
        'active = :true AND (attribute_not_exists(activeSince) OR activeSince = :since) AND attribute_not_exists(#run)',
    });
  });

  test('that fails as the hundredth while another starts the run that comes to it has no next attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    const waiting = new Set(Array.from({ length: 100 }, (_, index) => index + 5));
    const met = new ConditionalCheckFailedException({ $metadata: {}, message: 'met' });
    dynamodb
      .on(UpdateCommand)
      .resolvesOnce({ Attributes: item.subscription({ ...subscription, waiting }) })
      .rejectsOnce(met)
      .rejectsOnce(met)
      .resolves({});
    expect(await handle(delivery)).toEqual([]);
    expect(sent().filter((one) => 'eventId' in one.delivery)).toEqual([]);
    expect(updates().map(({ UpdateExpression }) => UpdateExpression)).toEqual([
      'ADD waiting :one',
      'SET #run = :run REMOVE waiting',
      'ADD waiting :one',
      expect.stringMatching(/attempts = :attempts/),
    ]);
  });

  test('that fails behind a run which is catching up has its next attempt, and starts no other run', async () => {
    const run = { startedAt: at, after: 7, to: null, step: 'now' };
    const waiting = new Set(Array.from({ length: 100 }, (_, index) => index - 92));
    holding(item.subscription({ ...subscription, waiting, run }), item.entry, item.progress('main', 1));
    expect(await handle({ ...delivery, attempt: 2 })).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { eventId: event.id, attempt: 3 } }]);
    expect(writes()).toEqual([attemptLogged(2), progressSaved('main', 2)]);
  });

  test('of an event that a replay has set aside is sent and logged as one, in every attempt', async () => {
    holding(item.subscription(subscription), item.entry);
    expect(await handle({ ...delivery, replay: true })).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { attempt: 2, replay: true } }]);
    expect(writes()[1]?.values).toMatchObject({ attempt: 1, replay: true });
  });

  test.each(['is catching up, and will come to the event', 'is off or gone'])(
    'that fails has no next attempt when its subscription %s',
    async () => {
      holding(item.subscription(subscription), item.entry);
      dynamodb
        .on(UpdateCommand)
        .rejectsOnce(new ConditionalCheckFailedException({ $metadata: {}, message: 'met' }))
        .resolves({});
      expect(await handle(delivery)).toEqual([]);
      expect(sent()).toEqual([]);
      expect(writes()).toEqual([counted, attemptLogged(1), progressSaved('main', 1)]);
      expect(updates()[0]?.ConditionExpression).toBe(
        'active = :true AND (attribute_not_exists(activeSince) OR activeSince = :since) AND (attribute_not_exists(#run) OR #run.#to <> :end OR #run.#after >= :number)',
      );
    },
  );

  test('after the last attempt ends its subscription, over the version that was read', async () => {
    holding(item.subscription(subscription), item.entry, item.progress('main', 2));
    expect(await handle({ ...delivery, attempt: 3 })).toEqual([]);
    expect(sent()).toEqual([]);
    expect(updates()[0]).toMatchObject({
      Key: keys.subscription('L#apex-lab', 'main'),
      ConditionExpression: '#version = :read AND (attribute_not_exists(#createdAt) OR #createdAt = :createdAt)',
      ExpressionAttributeValues: {
        ':active': false,
        ':version': 2,
        ':disabled': { eventId: event.id, code: 'gave_up', facts: { attempts: 3, last: 'forbidden_url' } },
        ':read': 1,
        ':createdAt': at,
      },
      UpdateExpression: expect.stringMatching(/REMOVE .*#waiting, #run/),
    });
  });

  test('after the last attempt ends no subscription that has a run to send the event, or got it by one', async () => {
    const replaying = item.subscription({ ...subscription, run: { ...replayOf(6, 7, at), step: 'first' } });
    holding(replaying, item.entry, item.progress('main', 2));
    expect(await handle({ ...delivery, attempt: 3 })).toEqual([]);
    expect(writes()).toEqual([attemptLogged(3), progressSaved('main', 3)]);
  });

  test('asks once more an endpoint that was to be turned off, and has been changed meanwhile', async () => {
    holding(item.subscription(subscription), item.entry, item.progress('main', 2));
    const Item = marshall({ ...item.subscription(subscription), version: 2 }, { removeUndefinedValues: true });
    dynamodb
      .on(UpdateCommand, { Key: keys.subscription('L#apex-lab', 'main') })
      .rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'met', Item }));
    expect(await handle({ ...delivery, attempt: 3 })).toEqual(again);
    expect(writes().map(({ key: written }) => written)).toEqual([attemptLogged(3).key, key]);
  });

  test('is dropped when a duplicate has made its attempt, its event has expired, or its subscription is off or gone', async () => {
    await dropped(
      [item.subscription(subscription), item.entry, item.progress('main', 1)],
      [item.subscription(subscription)],
      [item.subscription({ ...subscription, active: false }), item.entry],
      [item.entry],
      [item.subscription({ ...subscription, run: { startedAt: at, after: 6, to: null, step: 'first' } }), item.entry],
    );
  });

  test('whose event was delivered meanwhile, or is not wanted any more, no longer waits', async () => {
    const waiting = item.subscription({ ...subscription, waiting: new Set([7]) });
    for (const items of [
      [waiting, item.entry, { ...item.progress('main', 1), delivered: true }],
      [waiting],
      [item.subscription({ ...subscription, waiting: new Set([7]), tenants: ['lakeview'] }), item.entry],
    ]) {
      dynamodb.reset();
      holding(...items);
      expect(await handle({ ...delivery, attempt: 2, notBefore: later(3600) })).toEqual([]);
      expect([writes(), sent()]).toEqual([[counted], []]);
      expect(updates()[0]?.UpdateExpression).toBe('DELETE waiting :one');
    }
  });

  test('is dropped when its subscription has been made again, or turned off and on, or asks for others now', async () => {
    await dropped(
      [item.subscription({ ...subscription, createdAt: later(60), activeSince: later(60) }), item.entry],
      [item.subscription({ ...subscription, activeSince: later(60) }), item.entry],
      [item.subscription({ ...subscription, tenants: ['lakeview'] }), item.entry],
    );
  });

  async function dropped(...current: Item[][]): Promise<void> {
    for (const items of current) {
      dynamodb.reset();
      holding(...items);
      expect(await handle(delivery)).toEqual([]);
      expect([...writes(), ...sent()]).toEqual([]);
    }
  }

  test('that nobody can read comes back by the queue, and the log says so without its contents', async () => {
    expect(await handle({ patient: 'Ferrari' })).toEqual(again);
    expect(logged.join()).toContain('"delivering":"this-message"');
    expect(logged.join()).not.toContain('Ferrari');
  });
});

describe('A run', () => {
  const entryOf = (sequence: number) => ({
    ...keys.feed('L#apex-lab', sequence),
    sequence,
    event: published(sequence, { version: sequence }),
  });
  const sentBefore = (sequence: number, attempts: number) => ({
    ...keys.delivery('L#apex-lab', 'main', entryOf(sequence).event.id),
    feedSequence: sequence,
    attempts,
    delivered: false,
  });
  /** The last number of the feed, and how many attempts its events have had before by themselves. */
  const counter = { ...keys.sequence('L#apex-lab'), last: 3 };
  const kept = [counter, sentBefore(2, 0), sentBefore(3, 0)];
  const replay: Run = { ...replayOf(1, 3, at), step: 'now' };
  const behind: Run = { startedAt: at, after: 1, to: null, step: 'now' };
  const running = (run: Run | undefined, url = nowhere) =>
    item.subscription(subscriptionTo(url, { activeSince: at, ...(run && { run }) }));
  const step = (run: Run, notBefore = at) => stepOf(subscriptionTo(nowhere), run, at, notBefore);
  const feed = (...numbers: number[]) => dynamodb.on(QueryCommand).resolves({ Items: numbers.map(entryOf) });
  const savedRun = (run: object) => ({
    key: 'L#apex-lab#SUBSCRIPTIONS main',
    values: expect.objectContaining({ ':run': run }),
  });

  test.each([
    ['while catching up', behind, false],
    ['of a replay', replay, true],
  ])(
    '%s stops at an event that fails, and tries it again by its next message, which is sent first',
    async (_, run, isReplay) => {
      holding(running(run), ...kept);
      feed(2, 3);
      expect(await handle(step(run))).toEqual([]);
      const notBefore = expect.any(String);
      expect(sent()).toMatchObject([{ delivery: { madeAt: at, notBefore }, DelaySeconds: 5 }]);
      const [next] = sent();
      expect(next?.delivery.step).not.toBe(run.step);
      expect(writes()).toEqual([
        {
          key: `L#apex-lab#D#main ATTEMPT#${at}#northside_E33E1B813D_2`,
          values: expect.objectContaining({ attempt: 1, error: 'forbidden_url', replay: isReplay }),
        },
        {
          key: 'L#apex-lab#D#main EVENT#northside_E33E1B813D_2',
          values: expect.objectContaining({ ':number': 2, ':delivered': false }),
        },
        savedRun({
          ...run,
          step: next?.delivery.step,
          failing: { attempts: 1, since: expect.stringMatching(/./), notBefore },
        }),
      ]);
      expect(updates()[1]).toMatchObject({
        UpdateExpression: 'SET #run = :run',
        ConditionExpression: '#run.step = :step',
      });
      queue.on(SendMessageBatchCommand).rejects(new Error('No.'));
      dynamodb.resetHistory();
      expect(await handle(step(run))).toEqual(again);
      expect(writes()).toHaveLength(2);
    },
  );

  test('passes what is not wanted, and ends at its last number', async () => {
    holding(item.subscription(subscriptionTo(nowhere, { tenants: ['lakeview'], run: replay })), ...kept);
    feed(2, 3);
    expect(await handle(step(replay))).toEqual([]);
    expect([writes(), sent()]).toEqual([[{ key: 'transaction', values: {} }], []]);
    expect(ends()).toHaveLength(1);
  });

  test('to the end of the feed ends on condition that the feed ends there, and otherwise goes on', async () => {
    holding(
      item.subscription(subscriptionTo(nowhere, { tenants: ['lakeview'], run: { ...behind, after: 3 } })),
      ...kept,
    );
    dynamodb.on(TransactWriteCommand).resolves({});
    expect(await handle(step(behind))).toEqual([]);
    expect(ends()).toMatchObject([
      {
        ConditionCheck: {
          Key: keys.sequence('L#apex-lab'),
          ConditionExpression: '#last = :after',
          ExpressionAttributeValues: { ':after': 3 },
        },
      },
      { Update: { Key: keys.subscription('L#apex-lab', 'main'), UpdateExpression: 'REMOVE #run' } },
    ]);
    expect(sent()).toEqual([]);
    dynamodb.on(TransactWriteCommand).rejects(new TransactionCanceledException({ $metadata: {}, message: 'met' }));
    expect(await handle(step(behind))).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: { madeAt: at }, DelaySeconds: 1 }]);
    expect(writes().at(-1)).toEqual(savedRun({ ...behind, after: 3, step: sent()[0]?.delivery.step }));
  });

  test('queues the attempts of what its last step has set aside before anything else, and does not end before that', async () => {
    const next = { eventId: 'x', feedSequence: 2, attempt: 3, notBefore: later(5), replay: false };
    const run = { ...behind, after: 3, aside: [next] };
    holding(running(run), ...kept);
    expect(await handle(step(run))).toEqual([]);
    const to = { listener: 'L#apex-lab', subscriptionId: 'main', activeSince: at };
    expect(sent()).toMatchObject([{ delivery: { ...to, ...next }, DelaySeconds: 5 }]);
    expect(ends()).toHaveLength(2);
    queue.on(SendMessageBatchCommand).rejects(new Error('No.'));
    dynamodb.resetHistory();
    expect(await handle(step(run))).toEqual(again);
    expect(writes()).toEqual([]);
  });

  test('goes on after what has expired', async () => {
    holding(
      item.subscription(subscriptionTo(nowhere, { tenants: ['lakeview'], run: { ...behind, after: 0 } })),
      ...kept,
    );
    feed(3);
    expect(await handle(step(behind))).toEqual([]);
    expect(ends()[0]).toMatchObject({ ConditionCheck: { ExpressionAttributeValues: { ':after': 3 } } });
  });

  test('that has failed for as long as the schedule lasts ends its subscription', async () => {
    const failing = { attempts: 2, since: later(-305), notBefore: at };
    holding(running({ ...behind, failing }), ...kept);
    feed(2, 3);
    expect(await handle(step(behind))).toEqual([]);
    expect(sent()).toEqual([]);
    expect(updates()[1]?.ExpressionAttributeValues).toMatchObject({
      ':active': false,
      ':disabled': { code: 'gave_up', facts: { attempts: 3, last: 'forbidden_url' } },
    });
  });

  test('whose message comes too early, or before the run is stored, is sent again and waits', async () => {
    holding(running(behind), ...kept);
    expect(await handle(step(behind, later(3600)))).toEqual([]);
    expect(sent()).toMatchObject([{ delivery: step(behind, later(3600)), DelaySeconds: 900 }]);
    for (const run of [undefined, { ...behind, step: 'before' }]) {
      queue.resetHistory();
      holding(running(run));
      expect(await handle(step(behind))).toEqual([]);
      expect(sent()).toMatchObject([{ delivery: step(behind, later(1)), DelaySeconds: 1 }]);
      expect(writes()).toEqual([]);
    }
  });

  test('is over for a message of a duplicate, which no run names, and when its subscription is off or gone', async () => {
    for (const items of [
      [running({ ...behind, step: 'another' })],
      [running(undefined)],
      [item.subscription(subscriptionTo(nowhere, { active: false, run: behind }))],
      [],
    ]) {
      dynamodb.reset();
      holding(...items, ...kept);
      expect(await handle({ ...step(behind), madeAt: later(-30) })).toEqual([]);
      expect([writes(), sent()]).toEqual([[], []]);
    }
  });

  /** The feed, whose subscription is changed by the time that it has been read. */
  const meanwhile = (...items: Parameters<typeof holding>) =>
    dynamodb.on(QueryCommand).callsFake(() => {
      holding(...items, ...kept);
      return { Items: [entryOf(2), entryOf(3)] };
    });

  test('sends nothing once its subscription has been turned off, made or turned on again, or removed while it was under way', async () => {
    for (const items of [
      [item.subscription(subscriptionTo(nowhere, { activeSince: at, active: false, run: behind }))],
      [item.subscription(subscriptionTo(nowhere, { activeSince: later(1), run: behind }))],
      [running(undefined)],
      [],
    ]) {
      dynamodb.reset();
      holding(running(behind), ...kept);
      meanwhile(...items);
      expect(await handle(step(behind))).toEqual([]);
      expect([writes(), sent()]).toEqual([[], []]);
    }
  });

  test('whose message came twice goes on by one message: that of the duplicate is dropped', async () => {
    let stored = behind;
    holding(...kept);
    dynamodb.on(BatchGetCommand).callsFake(({ RequestItems: { orders } }) => ({
      Responses: { orders: orders.Keys.some(({ SK }: Item) => SK === 'main') ? [running(stored)] : [counter] },
    }));
    feed(2, 3);
    dynamodb.on(UpdateCommand, { Key: keys.subscription('L#apex-lab', 'main') }).callsFake((input) => {
      const { ':run': run, ':step': read } = input.ExpressionAttributeValues;
      if (stored.step !== read) throw new ConditionalCheckFailedException({ $metadata: {}, message: 'met' });
      stored = run;
      return { Attributes: running(stored) };
    });
    const messages = [step(behind), step(behind)].map(message);
    expect((await handler({ Records: messages })).batchItemFailures).toEqual([]);
    const steps = sent().map(({ delivery }) => delivery);
    expect(steps.map((one) => one.step === stored.step).toSorted()).toEqual([false, true]);
    queue.resetHistory();
    dynamodb.resetHistory();
    for (const one of steps) expect(await handle({ ...one, madeAt: later(-30), notBefore: at })).toEqual([]);
    expect(writes().filter(({ key }) => key.includes('ATTEMPT'))).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  test('asks of each event again whether it is wanted: somebody may have asked for more while it was under way', async () => {
    holding(
      item.subscription(subscriptionTo(nowhere, { activeSince: at, tenants: ['lakeview'], run: behind })),
      ...kept,
    );
    meanwhile(running(behind));
    expect(await handle(step(behind))).toEqual([]);
    expect(writes()[0]?.key).toBe(`L#apex-lab#D#main ATTEMPT#${at}#northside_E33E1B813D_2`);
  });

  const ends = () =>
    dynamodb.commandCalls(TransactWriteCommand).flatMap(({ args: [{ input }] }) => input.TransactItems ?? []);
});
