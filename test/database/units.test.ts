import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keys } from '#functions/store/table.ts';
import { newTable } from '#test/support/database/new-table.ts';
import { type Counted, countUnits, sizeOf } from '#test/support/database/units.ts';
import { complete, draft } from '#test/support/orders.ts';
import { storedOrder } from '#test/support/stored-order.ts';

let TableName: string;
let dynamodb: DynamoDBDocumentClient;
const counted: Counted[] = [];

beforeAll(async () => {
  TableName = await newTable();
  ({ dynamodb } = await import('#functions/store/client.ts'));
  countUnits(dynamodb, (one) => counted.push(one));
});
beforeEach(() => {
  counted.length = 0;
});

const units = () => counted.map(({ table, indexes }) => [table, indexes]);
const order = draft(complete);
const item = storedOrder(order);
const there = keys.settings('northside');
const missing = keys.settings('lakeview');

/** An item of this size in bytes. */
const sized = (bytes: number, more: object = {}) => {
  const bare = { PK: 'p', SK: `${bytes}`, padding: '', ...more };
  return { ...bare, padding: 'x'.repeat(bytes - sizeOf(bare)) };
};

describe('the computed capacity units', () => {
  it.each([
    ['text', { text: 'Дерев’янко 漢' }],
    ['numbers', { small: 7, long: 1_797_123_456, round: 9_000_000, none: 0 }],
    ['null and booleans', { nothing: null, yes: true, no: false }],
    ['maps and lists', { map: { a: { b: [1, 'two', null, { c: [] }] } }, left: { out: undefined } }],
  ])('of an item change at the same byte as in DynamoDB Local: %s', async (_, more) => {
    for (const bytes of [1024, 1025, 2048, 2049])
      await dynamodb.send(new PutCommand({ TableName, Item: sized(bytes, more) }));
    expect(units()).toEqual([
      [1, 0],
      [2, 0],
      [2, 0],
      [3, 0],
    ]);
  });

  it('of a transaction are two for each started kilobyte of an item, and one for that in each index', async () => {
    const TransactItems = [sized(100), sized(1024), sized(1025), item].map((Item) => ({ Put: { TableName, Item } }));
    await dynamodb.send(new TransactWriteCommand({ TransactItems }));
    expect(counted).toEqual([{ command: 'TransactWriteItems', items: 4, table: 2 * (1 + 1 + 2 + 2), indexes: 5 }]);
  });

  it('of reading a missing item are those of an existing one', async () => {
    await dynamodb.send(new PutCommand({ TableName, Item: { ...there, currency: 'EUR' } }));
    counted.length = 0;
    const Keys = [there, missing, keys.profile('apex-lab')];
    const KeyConditionExpression = 'PK = :of';
    const ExpressionAttributeValues = { ':of': missing.PK };
    await dynamodb.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }));
    await dynamodb.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    await dynamodb.send(new GetCommand({ TableName, Key: missing, ConsistentRead: true }));
    const query = { TableName, KeyConditionExpression, ExpressionAttributeValues };
    await dynamodb.send(new QueryCommand({ ...query, ConsistentRead: true }));
    await dynamodb.send(
      new QueryCommand({ ...query, IndexName: 'byStatus', KeyConditionExpression: 'byStatusPK = :of' }),
    );
    expect(units()).toEqual([
      [3, 0],
      [1.5, 0],
      [1, 0],
      [1, 0],
      [0, 0.5],
    ]);
  });
});
