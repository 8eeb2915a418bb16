import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Decision } from '#domain/kernel/decision.ts';
import { cancelOrder } from '#domain/order/decisions/cancel-order.ts';
import { changeDueDate } from '#domain/order/decisions/change-due-date.ts';
import { holdOrder } from '#domain/order/decisions/laboratory/hold-order.ts';
import { returnOrder } from '#domain/order/decisions/laboratory/return-order.ts';
import { reopenLabOrder, reopenOrder } from '#domain/order/decisions/reopen-order.ts';
import { withdrawOrder } from '#domain/order/decisions/withdraw-order.ts';
import type { Order } from '#domain/order/order.ts';
import { handler } from '#functions/events/announce.ts';
import { logged } from '#test/support/functions/call-handler.ts';
import { keepingFeeds, messageRecord, sending, streamRecord, transactions } from '#test/support/functions/feed.ts';
import { dynamodb, puts } from '#test/support/functions/mock-table.ts';
import { message } from '#test/support/functions/valid-requests.ts';
import {
  accepted,
  act,
  complete,
  draft,
  edit,
  laboratory,
  publish,
  saved,
  tellingTenant,
} from '#test/support/orders.ts';

const bus = mockClient(EventBridgeClient);
const queue = mockClient(SQSClient);

beforeEach(() => {
  // Makes the random pauses between attempts zero.
  vi.spyOn(Math, 'random').mockReturnValue(0);
  keepingFeeds();
  bus.reset();
  queue.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
    FailedEntryCount: 0,
    Entries: Entries.map(() => ({ EventId: 'taken' })),
  }));
  queue.on(SendMessageCommand).resolves({});
});

const announce = (...Records: DynamoDBRecord[]) => handler({ Records });
const sent = (number: string, laboratoryId?: string) => {
  const { before, order } = sending(number, laboratoryId);
  return streamRecord(before, order);
};
const edited = (number: string) => {
  const before = { ...draft(complete), number };
  return streamRecord(before, saved(before, accepted(edit(before, { note: 'Call her mother' }))));
};
const unreadable = (number: string): DynamoDBRecord => {
  const record = sent(number);
  return {
    ...record,
    dynamodb: {
      ...record.dynamodb,
      NewImage: { version: { N: '2' }, laboratoryId: { S: 'apex-lab' }, note: { S: 'Call her mother' } },
    },
  };
};

/** The entries of all PutEvents requests, with parsed detail. */
const told = () =>
  bus
    .commandCalls(PutEventsCommand)
    .map(({ args: [{ input }] }) =>
      (input.Entries ?? []).map(({ Detail, ...entry }) => ({ ...entry, detail: JSON.parse(Detail ?? '') })),
    );
const toldIds = () => told().map((entries) => entries.map(({ detail }) => detail.id));
const messages = () =>
  queue.commandCalls(SendMessageCommand).map(({ args: [{ input }] }) => {
    expect(input.QueueUrl).toBe('http://127.0.0.1/queue');
    return JSON.parse(input.MessageBody ?? '');
  });
const words = /mother|Ferrari|Weber|note/;

describe('A burst of publications', () => {
  test('to one laboratory is numbered one group after the other, because they would cancel each other, to two at once', async () => {
    let [running, most] = [0, 0];
    dynamodb.on(TransactWriteCommand).callsFake(async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
      return {};
    });
    const burst = (laboratoryId: string, first: number) =>
      Array.from({ length: 98 }, (_, index) => sent(`${first + index}`.padStart(10, '0'), laboratoryId));
    await announce(...burst('apex-lab', 0));
    expect([most, dynamodb.commandCalls(TransactWriteCommand).length]).toEqual([1, 2]);
    await announce(...burst('apex-lab', 100), ...burst('bright-lab', 200));
    expect([most, dynamodb.commandCalls(TransactWriteCommand).length]).toEqual([2, 6]);
    expect(toldIds().flat()).toHaveLength(3 * 98);
  });
});

describe('A publication', () => {
  test('gets a feed number, a history entry and an event on the bus', async () => {
    expect(await announce(sent('0000000001'))).toEqual({ batchItemFailures: [] });
    const [{ counter, puts: written = [] } = {}, ...others] = transactions();
    expect(others).toEqual([]);
    expect(counter).toMatchObject({ Key: { PK: 'L#apex-lab#SEQUENCE', SK: 'SEQUENCE' } });
    expect(written).toMatchObject([
      {
        Item: { PK: 'T#northside#H#0000000001', SK: 'CHANGE#0000000002', action: 'publishOrder', feedSequence: 1 },
        ConditionExpression: 'attribute_not_exists(PK)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
      {
        Item: { PK: 'L#apex-lab#FEED', SK: '0000000001', sequence: 1, expiresAt: expect.any(Number) },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    ]);
    expect(told()).toMatchObject([
      [
        {
          EventBusName: 'bus',
          Source: 'order-desk',
          DetailType: 'order.published.v1',
          Time: new Date('2026-12-11T09:30:00.000Z'),
          detail: {
            specversion: '1.0',
            id: 'northside_0000000001_2',
            type: 'order.published.v1',
            subject: '0000000001',
            sequence: '0000000002',
            data: {
              tenantId: 'northside',
              number: '0000000001',
              version: 2,
              laboratoryId: 'apex-lab',
              feedSequence: 1,
            },
          },
        },
      ],
    ]);
    expect(puts()).toEqual([]);
    expect(messages()).toEqual([]);
  });

  test('names no patient and no note, on the bus and in the feed', async () => {
    await announce(sent('0000000001'));
    expect(JSON.stringify(told())).not.toMatch(words);
    expect(JSON.stringify(transactions()[0]?.puts[1])).not.toMatch(words);
  });

  test('that the stream delivers twice keeps number and id', async () => {
    await announce(sent('0000000001'));
    await announce(sent('0000000002'));
    await announce(sent('0000000001'));
    expect(told().map(([entry]) => [entry?.detail.id, entry?.detail.data.feedSequence])).toEqual([
      ['northside_0000000001_2', 1],
      ['northside_0000000002_2', 2],
      ['northside_0000000001_2', 1],
    ]);
  });

  test('shares a transaction with others to its laboratory, numbered in the sequence of the stream', async () => {
    await announce(sent('0000000003'), sent('0000000001', 'bright-lab'), sent('0000000002'));
    expect(transactions().map(({ counter, puts: written }) => [counter?.Key?.['PK'], written.length])).toEqual([
      ['L#apex-lab#SEQUENCE', 4],
      ['L#bright-lab#SEQUENCE', 2],
    ]);
    expect(
      told()
        .flat()
        .map(({ detail }) => [detail.subject, detail.data.feedSequence]),
    ).toEqual([
      ['0000000003', 1],
      ['0000000002', 2],
      ['0000000001', 1],
    ]);
  });

  test('is one of at most 49 in a transaction, and numbers continue in the next', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => String(1000000000 + index));
    await announce(...numbers.map((number) => sent(number)));
    const sizes = transactions().map(({ puts: written }) => written.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(98);
    const sequences = told()
      .flat()
      .map(({ detail }) => detail.data.feedSequence);
    expect(sequences.toSorted((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('A change that tells two listeners', () => {
  const both = (number: string) => {
    const { before, order } = sending(number);
    return streamRecord(before, tellingTenant(order));
  };

  test('is numbered in the feed of each, by a transaction and a mark of its own', async () => {
    expect(await announce(both('0000000001'))).toEqual({ batchItemFailures: [] });
    expect(
      transactions().map(({ counter, puts: written }) => [counter?.Key?.['PK'], ...written.map((put) => put?.Item)]),
    ).toMatchObject([
      [
        'L#apex-lab#SEQUENCE',
        { PK: 'T#northside#H#0000000001', SK: 'CHANGE#0000000002', action: 'publishOrder', feedSequence: 1 },
        { PK: 'L#apex-lab#FEED', event: { id: 'northside_0000000001_2', data: { to: 'laboratory' } } },
      ],
      [
        'T#northside#SEQUENCE',
        {
          PK: 'T#northside#H#0000000001',
          SK: 'ANNOUNCED#northside_0000000001_2_c',
          feedSequence: 1,
          expiresAt: expect.any(Number),
        },
        { PK: 'T#northside#FEED', event: { id: 'northside_0000000001_2_c', data: { to: 'tenant' } } },
      ],
    ]);
    expect(toldIds().flat()).toEqual(['northside_0000000001_2', 'northside_0000000001_2_c']);
    expect(puts()).toEqual([]);
  });

  test('keeps both numbers when the stream delivers it twice, also when others came in between', async () => {
    await announce(both('0000000001'));
    await announce(sent('0000000002'));
    await announce(both('0000000001'));
    const numbers = told()
      .flat()
      .map(({ detail }) => [detail.id, detail.data.feedSequence]);
    expect(numbers).toEqual([
      ['northside_0000000001_2', 1],
      ['northside_0000000001_2_c', 1],
      ['northside_0000000002_2', 2],
      ['northside_0000000001_2', 1],
      ['northside_0000000001_2_c', 1],
    ]);
  });

  test('sends to the retry queue the event of the listener whose feed fails, and no other', async () => {
    const failing = (listener: string) =>
      dynamodb.on(TransactWriteCommand).callsFake(({ TransactItems: [{ Update }] }) => {
        if (Update.Key.PK === `${listener}#SEQUENCE`) throw new Error('down');
        return {};
      });
    failing('T#northside');
    await announce(both('0000000001'));
    failing('L#apex-lab');
    await announce(both('0000000002'));
    expect(toldIds()).toEqual([['northside_0000000001_2'], ['northside_0000000002_2_c']]);
    const key = (number: string) => ({ PK: `T#northside#O#${number}`, SK: 'ORDER' });
    expect(messages()).toEqual([
      { key: key('0000000001'), version: 2, eventId: 'northside_0000000001_2_c', laboratoryId: null },
      { key: key('0000000002'), version: 2, eventId: 'northside_0000000002_2', laboratoryId: 'apex-lab' },
    ]);
  });
});

describe('A message', () => {
  const about = (sequence: number, side: 'clinic' | 'laboratory') =>
    message(side, { number: '0000000001', sequence, text: 'Call her mother' });
  const both = [messageRecord(about(1, 'laboratory')), messageRecord(about(2, 'clinic'))];

  test('gets a number in the feed of the other side, under a mark of its own, and an event on the bus', async () => {
    expect(await announce(...both)).toEqual({ batchItemFailures: [] });
    expect(
      transactions().map(({ counter, puts: written }) => [counter?.Key?.['PK'], ...written.map((put) => put?.Item)]),
    ).toMatchObject([
      [
        'T#northside#SEQUENCE',
        { PK: 'T#northside#H#0000000001', SK: 'ANNOUNCED#northside_0000000001_m1', feedSequence: 1 },
        { PK: 'T#northside#FEED', event: { type: 'order.message-added.v1', data: { messageId: 'm1' } } },
      ],
      [
        'L#apex-lab#SEQUENCE',
        { PK: 'T#northside#H#0000000001', SK: 'ANNOUNCED#northside_0000000001_m2', feedSequence: 1 },
        { PK: 'L#apex-lab#FEED', event: { type: 'order.message-added.v1', data: { messageId: 'm2' } } },
      ],
    ]);
    expect(toldIds().flat()).toEqual(['northside_0000000001_m1', 'northside_0000000001_m2']);
    expect(puts()).toEqual([]);
  });

  test('that the stream delivers twice keeps number and id, among publications of its order', async () => {
    await announce(sent('0000000001'), ...both);
    await announce(...both);
    const numbers = told()
      .flat()
      .map(({ detail }) => [detail.id, detail.data.feedSequence]);
    expect(numbers.toSorted()).toEqual([
      ['northside_0000000001_2', 1],
      ['northside_0000000001_m1', 1],
      ['northside_0000000001_m1', 1],
      ['northside_0000000001_m2', 2],
      ['northside_0000000001_m2', 2],
    ]);
  });

  test('says what it says neither on the bus, nor in a feed, a retry or a log', async () => {
    await announce(...both);
    bus.on(PutEventsCommand).rejects(new Error('Call her mother'));
    const third = messageRecord(about(3, 'clinic'));
    const NewImage = { ...third.dynamodb?.NewImage, sequence: { S: 'Call her mother' } };
    await announce(...both, { ...third, dynamodb: { ...third.dynamodb, NewImage } });
    const key = (digit: number) => ({ PK: 'T#northside#M#0000000001', SK: `MESSAGE#000000000${digit}` });
    expect(messages()).toEqual([
      { key: key(1), version: 1, eventId: 'northside_0000000001_m1', laboratoryId: null },
      { key: key(2), version: 1, eventId: 'northside_0000000001_m2', laboratoryId: 'apex-lab' },
      { key: key(3), version: 1, eventId: null, laboratoryId: 'apex-lab' },
    ]);
    expect(logged.length).toBeGreaterThan(0);
    expect(`${logged.join()} ${JSON.stringify([told(), messages(), transactions()])}`).not.toContain('mother');
  });
});

describe('A reason', () => {
  const answer = { ...act(), caller: laboratory };
  const canary = 'canary-7f3a';
  const before = draft({ ...complete, note: canary, patient: { lastName: canary, reference: canary } });
  const published = saved(before, accepted(publish(before)), 'publishOrder');
  const changed = (order: Order, decision: Decision<Order>, action: Parameters<typeof saved>[2]): [Order, Order] => [
    order,
    saved(order, accepted(decision), action),
  ];
  const held = changed(published, holdOrder.decide(published, { reason: canary }, answer), 'holdOrder');
  const shipped = saved(published, { ...published, status: 'shipped' });

  test.each<[string, [Order, Order]]>([
    [
      'of a withdrawal',
      changed(published, withdrawOrder.decide(published, { reason: canary }, act()), 'withdrawOrder'),
    ],
    ['of a cancellation', changed(published, cancelOrder.decide(published, { reason: canary }, act()), 'cancelOrder')],
    [
      'of a new due date',
      changed(
        published,
        changeDueDate.decide(published, { dueDate: '2026-12-21', reason: canary }, act()),
        'changeDueDate',
      ),
    ],
    [
      'of a return',
      changed(published, returnOrder.decide(published, { reasons: [{ message: canary }] }, answer), 'returnOrder'),
    ],
    ['of a hold', held],
    ['of a hold that is lifted', changed(held[1], holdOrder.decide(held[1], null, answer), 'holdOrder')],
    [
      'of a clinic that reopens',
      changed(shipped, reopenOrder.decide(shipped, { reason: canary }, act()), 'reopenOrder'),
    ],
    [
      'of a laboratory that reopens',
      changed(shipped, reopenLabOrder.decide(shipped, { reason: canary }, answer), 'reopenLabOrder'),
    ],
  ])('%s is told neither on the bus, nor in a feed, a retry or a log', async (_, [order, next]) => {
    const record = streamRecord(order, next);
    await announce(record);
    bus.on(PutEventsCommand).rejects(new Error('refused'));
    await announce(record);
    expect(told().flat()).not.toEqual([]);
    expect(messages()).toHaveLength(1);
    const feeds = transactions().flatMap(({ puts: items }) =>
      items.map((put) => put?.Item).filter((item) => item?.['PK'].endsWith('#FEED')),
    );
    expect(feeds).not.toEqual([]);
    expect(JSON.stringify([told(), feeds, messages(), logged])).not.toContain(canary);
  });
});

describe('Any other change', () => {
  test('is one conditional history entry, without an event', async () => {
    expect(await announce(edited('0000000001'))).toEqual({ batchItemFailures: [] });
    expect(puts()).toMatchObject([
      {
        TableName: 'orders',
        Item: {
          PK: 'T#northside#H#0000000001',
          SK: 'CHANGE#0000000002',
          version: 2,
          action: 'editOrder',
          changes: [{ field: 'note', from: null, to: 'Call her mother' }],
        },
        ConditionExpression: 'attribute_not_exists(PK)',
      },
    ]);
    expect(transactions()).toEqual([]);
    expect(bus.calls()).toEqual([]);
  });

  test('of a published order by a later release is no second publication', async () => {
    const { order } = sending('0000000001');
    await announce(streamRecord(order, saved(order, { ...order, note: 'later' })));
    expect(puts()).toHaveLength(1);
    expect(bus.calls()).toEqual([]);
  });
});

describe('A record that fails does not stop the others:', () => {
  test('one that cannot be parsed goes to the retry queue, with its laboratory and without its contents', async () => {
    expect(await announce(sent('0000000001'), unreadable('0000000002'), edited('0000000003'))).toEqual({
      batchItemFailures: [],
    });
    expect(toldIds()).toEqual([['northside_0000000001_2']]);
    expect(puts()).toHaveLength(1);
    expect(messages()).toEqual([
      { key: { PK: 'T#northside#O#0000000002', SK: 'ORDER' }, version: 2, eventId: null, laboratoryId: 'apex-lab' },
    ]);
    expect(logged.map((line) => JSON.parse(line))).toEqual([
      { level: 'error', unreadable: 'T#northside#O#0000000002', fault: '$ZodError' },
    ]);
  });

  test('an event that the bus refuses is sent again, alone', async () => {
    let refusals = 1;
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
      Entries: Entries.map(({ Detail }: { Detail: string }) =>
        JSON.parse(Detail).subject === '0000000002' && refusals-- > 0
          ? { ErrorCode: 'InternalFailure', ErrorMessage: Detail }
          : { EventId: 'taken' },
      ),
      FailedEntryCount: 1,
    }));
    expect(await announce(sent('0000000001'), sent('0000000002'))).toEqual({ batchItemFailures: [] });
    expect(toldIds()).toEqual([['northside_0000000001_2', 'northside_0000000002_2'], ['northside_0000000002_2']]);
    expect(
      told()
        .flat()
        .map(({ detail }) => detail.data.feedSequence),
    ).toEqual([1, 2, 2]);
    expect(messages()).toEqual([]);
  });

  test('an event that the bus refuses three times goes to the retry queue and counts as done', async () => {
    bus.on(PutEventsCommand).callsFake(({ Entries }) => ({
      FailedEntryCount: 1,
      Entries: Entries.map(({ Detail }: { Detail: string }) =>
        JSON.parse(Detail).subject === '0000000002' ? { ErrorCode: 'ThrottlingException' } : { EventId: 'taken' },
      ),
    }));
    expect(await announce(sent('0000000001'), sent('0000000002'), sent('0000000003'))).toEqual({
      batchItemFailures: [],
    });
    expect(toldIds().map((ids) => ids.length)).toEqual([3, 1, 1]);
    expect(messages()).toEqual([
      {
        key: { PK: 'T#northside#O#0000000002', SK: 'ORDER' },
        version: 2,
        eventId: 'northside_0000000002_2',
        laboratoryId: 'apex-lab',
      },
    ]);
  });

  test('a laboratory whose feed fails three times does not delay another', async () => {
    dynamodb.on(TransactWriteCommand).callsFake(({ TransactItems: [{ Update }] }) => {
      if (Update.Key.PK === 'L#apex-lab#SEQUENCE') throw new Error('The item of Ferrari is too large');
      return {};
    });
    expect(await announce(sent('0000000001'), sent('0000000002', 'bright-lab'))).toEqual({ batchItemFailures: [] });
    expect(toldIds()).toEqual([['northside_0000000002_2']]);
    expect(transactions()).toHaveLength(4);
    expect(messages()).toMatchObject([{ eventId: 'northside_0000000001_2', laboratoryId: 'apex-lab' }]);
    expect(logged).toHaveLength(3);
    expect(logged.join()).not.toMatch(words);
  });

  test('a history entry that fails three times goes to the retry queue, without an event', async () => {
    dynamodb.on(PutCommand).rejects(new Error('The item of Ferrari is too large'));
    expect(await announce(edited('0000000001'), sent('0000000002'))).toEqual({ batchItemFailures: [] });
    expect(puts()).toHaveLength(3);
    expect(toldIds()).toEqual([['northside_0000000002_2']]);
    expect(messages()).toEqual([
      { key: { PK: 'T#northside#O#0000000001', SK: 'ORDER' }, version: 2, eventId: null, laboratoryId: null },
    ]);
    expect(logged.map((line) => JSON.parse(line))).toEqual(
      Array(3).fill({ level: 'error', announcing: '0000000001', tenant: 'northside', version: 2, fault: 'Error' }),
    );
  });

  test('if the retry queue fails, too, the stream is repeated from that record', async () => {
    queue.on(SendMessageCommand).resolvesOnce({}).rejects(new Error('unreachable'));
    const records = [unreadable('0000000001'), sent('0000000002'), unreadable('0000000003'), unreadable('0000000004')];
    expect(await announce(...records)).toEqual({ batchItemFailures: [{ itemIdentifier: '0000000003' }] });
    expect(toldIds()).toEqual([['northside_0000000002_2']]);
    expect(queue.calls()).toHaveLength(2);
  });
});
