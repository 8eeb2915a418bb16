import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect } from 'vitest';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import type { Customer } from '#domain/catalog/customers.ts';
import type { Employee } from '#domain/catalog/employees.ts';
import type { Laboratory, LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Service } from '#domain/catalog/services.ts';
import type { Settings } from '#domain/catalog/settings.ts';
import type { Subscription } from '#domain/listening/subscription.ts';
import type { Order } from '#domain/order/order.ts';
import type { Message } from '#domain/thread/message.ts';
import { type Key, keys } from '#functions/store/table.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import { apex, bright, crown, novak, profile, weber } from '#test/support/orders.ts';
import { storedOrder } from '#test/support/stored-order.ts';

/** The mocked DynamoDB client. It is reset before each test. */
export const dynamodb = mockClient(DynamoDBDocumentClient);

beforeEach(() => void dynamodb.reset());

// Only what an index answers cannot be consistent, and the local database would not show the difference.
afterEach(() => {
  reads();
  const queries = dynamodb.commandCalls(QueryCommand).map(({ args: [{ input }] }) => input);
  expect(queries.filter(({ IndexName, ConsistentRead }) => !IndexName && !ConsistentRead)).toEqual([]);
});

export type Item = Key & Record<string, unknown>;

const catalog = (kind: EntryKind, id: string, entry: object): Item => ({
  ...keys.entry('northside', kind, id),
  ...entry,
});

/** Table items of orders, settings, catalogue entries, profiles, messages and subscriptions. */
export const itemOf = {
  order: (order: Order): Item => storedOrder(order),
  settings: (settings: Settings): Item => ({ ...keys.settings('northside'), ...settings }),
  customer: (entry: Customer) => catalog('customers', entry.customerId, entry),
  employee: (entry: Employee) => catalog('employees', entry.employeeId, entry),
  service: (entry: Service) => catalog('services', entry.serviceId, entry),
  laboratory: (entry: Laboratory) => catalog('laboratories', entry.laboratoryId, entry),
  profile: (entry: LaboratoryProfile): Item => ({ ...keys.profile(entry.laboratoryId), ...entry }),
  message: (entry: Message): Item => ({ ...keys.message(entry.tenantId, entry.number, entry.sequence), ...entry }),
  subscription: (entry: Subscription): Item => ({
    ...keys.subscription(entry.listener, entry.subscriptionId),
    ...entry,
  }),
};

/** The catalogue items that most tests use. */
export const catalogue = [
  itemOf.customer(weber),
  itemOf.customer(novak),
  itemOf.laboratory(apex),
  itemOf.laboratory(bright),
  itemOf.profile(profile()),
  itemOf.profile(profile({ laboratoryId: 'bright-lab', name: 'Bright' })),
  itemOf.service(crown),
];

/** Mocks a table that holds these items and accepts every write. */
export function holding(...items: Item[]): void {
  const found = ({ PK, SK }: Key) => items.filter((item) => item.PK === PK && item.SK === SK);
  dynamodb
    .on(BatchGetCommand)
    .callsFake(({ RequestItems: { orders } }) => ({ Responses: { orders: orders.Keys.flatMap(found) } }));
  dynamodb.on(GetCommand).callsFake(({ Key }) => ({ Item: found(Key)[0] }));
  dynamodb.on(PutCommand).resolves({});
  dynamodb.on(UpdateCommand).callsFake(({ Key }) => ({ Attributes: found(Key)[0] }));
}

/** Makes every further PutItem fail its condition, because this item is in the table by now. */
export function meeting(item: Item): void {
  const Item = marshall(item, { removeUndefinedValues: true });
  dynamodb.on(PutCommand).rejects(new ConditionalCheckFailedException({ $metadata: {}, message: 'met', Item }));
}

/** The keys of each BatchGetItem, as `PK SK`. Fails if one is not a consistent read. */
export function reads(): string[][] {
  return dynamodb.commandCalls(BatchGetCommand).map(({ args: [{ input }] }) => {
    const { Keys = [], ConsistentRead } = input.RequestItems?.['orders'] ?? {};
    expect(ConsistentRead).toBe(true);
    return Keys.map(({ PK, SK }) => `${PK} ${SK}`);
  });
}

/** The input of each PutItem. */
export function puts() {
  return dynamodb.commandCalls(PutCommand).map(({ args: [{ input }] }) => input);
}

/** The input of each UpdateItem. */
export function updates() {
  return dynamodb.commandCalls(UpdateCommand).map(({ args: [{ input }] }) => input);
}

/** The input of the only write, a PutItem or an UpdateItem. */
export function onlyWrite() {
  const [write, ...others] = [...puts(), ...updates()];
  expect(others).toEqual([]);
  expect(written()).toBe(1);
  if (!write) throw new Error('Nothing was written.');
  return write;
}

/** The input of the only write, which must be a PutItem. */
export function onlyPut() {
  const write = onlyWrite();
  if (!('Item' in write) || !write.Item) throw new Error('What was written is no whole item.');
  return { ...write, Item: write.Item };
}

function written(): number {
  const writing = [PutCommand, UpdateCommand, TransactWriteCommand];
  return dynamodb.calls().filter(({ args: [command] }) => writing.some((write) => command instanceof write)).length;
}

/** Expects a problem document with this status and code, and that nothing was written. */
export function expectRefused({ status, headers, body }: Answer, expected: number, code: string): void {
  expect({ status, code: body.code }).toEqual({ status: expected, code });
  expect(headers).toMatchObject({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': 'this-request',
  });
  expect(body).toMatchObject({
    type: `https://orders.example.com/docs/errors#${code}`,
    status: expected,
    title: expect.any(String),
    detail: expect.any(String),
    requestId: 'this-request',
  });
  if (expected === 422)
    for (const fault of body.errors)
      expect(fault).toEqual({
        in: expect.stringMatching(/^(body|query|header|path)$/),
        pointer: expect.stringMatching(/^(\/[^/]+)*$/),
        code: expect.stringMatching(/^[a-z_]+$/),
        message: expect.stringMatching(/\S/),
      });
  expect(written()).toBe(0);
}

/** The faults of a 422, each as `in pointer code`. */
export const faultsIn = ({ body }: Answer): string[] =>
  body.errors.map(({ in: part, pointer, code }: Record<string, string>) => `${part} ${pointer} ${code}`);
