import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { Wanted } from '#domain/catalog/lookup.ts';
import type { Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import { parsing } from '#domain/kernel/parsing.ts';
import { Order, OrderRow } from '#domain/order/order.ts';
import type { OrdersQuestion } from '#domain/order/order-lists.ts';
import { keysOf, knownIn, settingsIn } from '#functions/store/catalog.ts';
import { dynamodb, findAll, type Item, NewerRelease, TableName } from '#functions/store/client.ts';
import { patientRowAttributes } from '#functions/store/rows.ts';
import {
  indexes,
  indexKeys,
  indexRanges,
  type Key,
  keys,
  orderSchema,
  type Position,
  table,
  timeSortKey,
} from '#functions/store/table.ts';

const storageAttributes = [
  table.partitionKey,
  table.sortKey,
  'schema',
  ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`]),
];

/** The order in an item, without the table's own attributes. Members that this release does not know are kept. */
export function orderOf(item: Item): Order {
  const members = Object.entries(item).filter(([attribute]) => !storageAttributes.includes(attribute));
  return read(Order, item, Object.fromEntries(members));
}

/**
 * Parses an item. If a newer release wrote it and it does not fit, that is `NewerRelease` (503): the newer release can
 * read it.
 */
function read<Value>(schema: z.ZodType<Value>, item: Item, attributes = item): Value {
  const { data, error } = schema.safeParse(attributes, parsing(schema));
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
        Item: { ...order, ...keys.order(order.tenantId, order.number), ...indexKeys(order), schema: orderSchema },
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

/**
 * How many queries one page may take when rows are filtered out, and how many rows each query after the first one
 * reads.
 */
const queries = 10;
const batch = 500;

/** A list: the query of its index, and which of the rows are visible to the caller. */
export type Listing = { tenantId: Id; question: OrdersQuestion; visible: (row: OrderRow) => boolean };

/**
 * A page of rows, and the visible row after which the next page starts. Or `lost`: the position no longer exists; or
 * `tooWide`: all rows that were read belong to others, and there are more.
 */
export type Page = { kind: 'page'; rows: OrderRow[]; after: OrderRow | null } | { kind: 'lost' } | { kind: 'tooWide' };

/** Lists one page of rows, from the start or after a position. */
export async function list(listing: Listing, limit: number, position: Position | null): Promise<Page> {
  const { question, visible } = listing;
  const { partition, prefix } = rangeOf(listing);
  const rows: OrderRow[] = [];
  let next: Item | undefined = position ? await startKey(listing, position) : undefined;
  if (position && !next) return { kind: 'lost' };
  for (let query = 0; query < queries && rows.length <= limit; query++) {
    const answer = await dynamodb.send(
      new QueryCommand({
        TableName,
        IndexName: question.kind,
        KeyConditionExpression: prefix ? '#PK = :partition AND begins_with(#SK, :prefix)' : '#PK = :partition',
        ExpressionAttributeNames: { '#PK': `${question.kind}PK`, ...(prefix && { '#SK': `${question.kind}SK` }) },
        ExpressionAttributeValues: { ':partition': partition, ...(prefix && { ':prefix': prefix }) },
        // By time the newest first; by name in alphabetical order.
        ScanIndexForward: question.kind === 'byPatient',
        ExclusiveStartKey: next,
        Limit: query === 0 ? limit + 1 : batch,
      }),
    );
    rows.push(...(answer.Items ?? []).map((item) => read(OrderRow, item)).filter(visible));
    next = answer.LastEvaluatedKey;
    if (!next) break;
  }
  const shown = rows.slice(0, limit);
  if (next && shown.length === 0) return { kind: 'tooWide' };
  return { kind: 'page', rows: shown, after: (next || rows.length > limit ? shown.at(-1) : null) ?? null };
}

/** The partition of a list, and how its sort keys begin. */
function rangeOf({ tenantId, question }: Listing): { partition: string; prefix: string } {
  switch (question.kind) {
    case 'byPatient':
      return indexRanges.byPatient(tenantId, question.patient);
    case 'byCustomer':
      return indexRanges.byCustomer(tenantId, question.customerId, question.status);
    case 'byStatus':
      return indexRanges.byStatus(tenantId, question.status);
  }
}

/**
 * The key from which a list continues. It is the key of the position in the index, even if its order has moved since.
 */
async function startKey(listing: Listing, position: Position) {
  const { tenantId, question, visible } = listing;
  const { partition, prefix } = rangeOf(listing);
  const key = keys.order(tenantId, position.number);
  const filed =
    question.kind === 'byPatient' ? await findPatientSortKey(key, visible) : `${prefix}${timeSortKey(position)}`;
  // A patient renamed since may sort outside of the prefix, where DynamoDB does not let a query start.
  return filed?.startsWith(prefix)
    ? { ...key, [`${question.kind}PK`]: partition, [`${question.kind}SK`]: filed }
    : undefined;
}

/** Reads a patient's sort key, since names are not put into cursors. Undefined if the caller does not see the order. */
async function findPatientSortKey(key: Key, visible: Listing['visible']): Promise<string | undefined> {
  const names = Object.fromEntries(patientRowAttributes.map((attribute, index) => [`#${index}`, attribute]));
  const { Item } = await dynamodb.send(
    new GetCommand({
      TableName,
      Key: key,
      ProjectionExpression: Object.keys(names).join(),
      ExpressionAttributeNames: names,
    }),
  );
  return Item && visible(read(OrderRow, Item)) ? z.string().optional().parse(Item['byPatientSK']) : undefined;
}
