import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type * as z from 'zod/mini';
import type { Wanted } from '#domain/catalog/lookup.ts';
import type { Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import { parser } from '#domain/kernel/parsing.ts';
import { columnNames, columnsOf } from '#domain/order/lists/columns.ts';
import { Order } from '#domain/order/order.ts';
import { keysOf, knownIn, settingsIn } from '#functions/store/catalog.ts';
import { dynamodb, findAll, type Item, NewerRelease, TableName } from '#functions/store/client.ts';
import { indexes, indexKeys, type Key, keys, orderSchema, table } from '#functions/store/table.ts';

const storageAttributes = [
  table.partitionKey,
  table.sortKey,
  'schema',
  ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`]),
  ...columnNames,
];

/** What an order's item has beside its members: the table's own attributes, and the columns of lists. */
const beside = (order: Order): Item => ({
  ...keys.order(order.tenantId, order.number),
  ...indexKeys(order),
  ...columnsOf(order),
  schema: orderSchema,
});

/** The order in an item, without the table's own attributes. Members that this release does not know are kept. */
export function orderOf(item: Item): Order {
  const members = Object.entries(item).filter(([attribute]) => !storageAttributes.includes(attribute));
  return read(Order, item, Object.fromEntries(members));
}

/**
 * Parses an item. If a newer release wrote it and it does not fit, that is `NewerRelease` (503): the newer release can
 * read it.
 */
export function read<Value>(schema: z.ZodMiniType<Value>, item: Item, attributes = item): Value {
  const { data, error } = parser(schema).safeParse(attributes);
  if (data) return data;
  throw isNewer(item) ? new NewerRelease() : error;
}

const isNewer = ({ schema }: Item) => Number(schema) > orderSchema;

/**
 * Reads orders of a tenant by number, with its settings and entries of its catalogue, in one consistent read. `newer`
 * names orders that a newer release has written.
 */
export async function find(tenantId: Id, numbers: readonly OrderNumber[], wanted: Wanted) {
  const orderKeys = numbers.map((number) => keys.order(tenantId, number));
  const items = await findAll([keys.settings(tenantId), ...orderKeys, ...keysOf(tenantId, wanted)]);
  const found = items.filter(({ SK }) => SK === keys.order('', '').SK);
  return {
    orders: new Map(found.map(orderOf).map((order) => [order.number, order])),
    newer: new Set(found.filter(isNewer).map(({ number }) => number)),
    settings: settingsIn(items),
    known: knownIn(items, tenantId, wanted),
  };
}

/** Reads an order by its key. */
export async function findByKey(key: Key): Promise<Order | undefined> {
  const [item] = await findAll([key]);
  return item && orderOf(item);
}

/**
 * The result of a conditional write: written; a conflict with the stored order; or a conflict with one that a newer
 * release has written.
 */
export type WriteResult = { kind: 'written' } | { kind: 'conflict'; order: Order } | { kind: 'newer' };

/** Writes a new order, on condition that its number is free. */
export const insert = (order: Order): Promise<WriteResult> => put(order, { condition: 'attribute_not_exists(PK)' });

/** Writes the next version of an order, on condition of the version that was read. */
export const replace = (order: Order, read: Order): Promise<WriteResult> =>
  put(order, {
    condition: '#version = :read AND #schema <= :ours',
    names: { '#version': 'version', '#schema': 'schema' },
    values: { ':read': read.version, ':ours': orderSchema },
  });

type Condition = { condition: string; names?: Record<string, string>; values?: Record<string, number> };

async function put(order: Order, { condition, names, values }: Condition): Promise<WriteResult> {
  try {
    await dynamodb.send(
      new PutCommand({
        TableName,
        Item: { ...order, ...beside(order) },
        ConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { kind: 'written' };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    const existing = unmarshall(error.Item);
    return isNewer(existing) ? { kind: 'newer' } : { kind: 'conflict', order: orderOf(existing) };
  }
}
