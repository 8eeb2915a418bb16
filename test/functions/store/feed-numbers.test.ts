import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { eventsOf } from '#domain/listening/order-event.ts';
import { historyEntry, lastChange } from '#domain/order/history.ts';
import { assignFeedNumbers, eventsAtOnce } from '#functions/store/feed-numbers.ts';
import { cancelled, keepingFeeds, sending, transactions } from '#test/support/functions/feed.ts';
import { dynamodb } from '#test/support/functions/mock-table.ts';

const at = new Date('2026-12-11T09:30:00Z');

function announced(number: string) {
  const { before, order } = sending(number);
  const [event] = eventsOf(order, lastChange(order));
  if (!event) throw new Error('Not published.');
  return { event, entry: historyEntry(before, order) };
}
const id = (number: string) => `northside_${number}_2`;
const [one, two, three] = ['0000000001', '0000000002', '0000000003'] as const;
const number = (...numbers: string[]) => assignFeedNumbers('L#apex-lab', numbers.map(announced), at);

/** The history entries in a transaction. */
const asked = () =>
  transactions().map(({ puts }) =>
    puts.flatMap((put) => (put?.Item?.['SK'] === 'CHANGE#0000000002' ? [String(put.Item['PK']).slice(-10)] : [])),
  );

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
  keepingFeeds();
});

test('Numbers continue after the last one, on condition that the counter has not changed', async () => {
  expect(await number(one, two)).toEqual(
    new Map([
      [id(one), 1],
      [id(two), 2],
    ]),
  );
  expect(await number(three)).toEqual(new Map([[id(three), 3]]));
  expect(transactions().map(({ counter }) => counter)).toMatchObject([
    { ConditionExpression: 'attribute_not_exists(PK)', ExpressionAttributeValues: { ':next': 2 } },
    { ConditionExpression: '#last = :last', ExpressionAttributeValues: { ':last': 2, ':next': 3 } },
  ]);
  expect(dynamodb.commandCalls(GetCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
    { Key: { PK: 'L#apex-lab#SEQUENCE', SK: 'SEQUENCE' }, ConsistentRead: true },
    { ConsistentRead: true },
  ]);
});

test('A feed entry holds the event with its number, for ninety days', async () => {
  await number(one);
  expect(transactions()[0]?.puts[1]?.Item).toMatchObject({
    PK: 'L#apex-lab#FEED',
    SK: '0000000001',
    sequence: 1,
    event: { id: id(one), data: { feedSequence: 1 } },
    expiresAt: at.getTime() / 1000 + 90 * 86_400,
  });
});

test('A publication that is in its history keeps its number and leaves the transaction', async () => {
  await number(one);
  expect(await number(two, one, three)).toEqual(
    new Map([
      [id(one), 1],
      [id(two), 2],
      [id(three), 3],
    ]),
  );
  expect(asked()).toEqual([[one], [two, one, three], [two, three]]);
});

test('If all publications are in the history, nothing is written', async () => {
  await number(one, two);
  expect(await number(one, two)).toEqual(
    new Map([
      [id(one), 1],
      [id(two), 2],
    ]),
  );
  expect(transactions()).toHaveLength(2);
});

describe('Contention', () => {
  test.each([
    ['another transaction', 'TransactionConflict'],
    ['the counter has moved', 'ConditionalCheckFailed'],
  ])('(%s) is retried with the current counter', async (_, Code) => {
    const CancellationReasons = [{ Code }, { Code: 'None' }, { Code: 'None' }];
    dynamodb
      .on(TransactWriteCommand)
      .rejectsOnce(new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons }))
      .resolves({});
    dynamodb
      .on(GetCommand)
      .resolvesOnce({})
      .resolves({ Item: { last: 7 } });
    expect(await number(one)).toEqual(new Map([[id(one), 8]]));
    expect(transactions()).toHaveLength(2);
  });

  test('that does not end is an error', async () => {
    dynamodb.on(TransactWriteCommand).rejects(cancelled());
    await expect(number(one)).rejects.toThrow('too contended');
    expect(transactions().length).toBeGreaterThan(5);
    expect(transactions().length).toBeLessThan(20);
  });
});

test('Any other failure is an error at once', async () => {
  dynamodb.on(TransactWriteCommand).rejects(new Error('down'));
  await expect(number(one)).rejects.toThrow('down');
  expect(transactions()).toHaveLength(1);
});

test('An existing history entry without a number is an error', async () => {
  dynamodb.on(TransactWriteCommand).rejects(cancelled(undefined, { version: 2 }, undefined));
  await expect(number(one)).rejects.toThrow();
});

test('The largest batch fits into one transaction', () => {
  expect(1 + 2 * eventsAtOnce).toBeLessThanOrEqual(100);
});
