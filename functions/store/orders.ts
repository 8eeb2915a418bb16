import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { visible } from '#domain/actions.ts';
import type { ClinicCaller } from '#domain/caller.ts';
import { LaboratoryProfile } from '#domain/catalog.ts';
import { Order, OrderRow, type Status } from '#domain/order.ts';
import { settingsIn, withoutKey } from '#functions/store/catalog.ts';
import { documents, findAll, type Item, NewerRelease, TableName } from '#functions/store/client.ts';
import {
  filing,
  type Index,
  indexes,
  indexKeys,
  type Key,
  keys,
  moment,
  orderSchema,
  type Position,
  questions,
  table,
} from '#functions/store/table.ts';

const storageAttributes = [
  table.partitionKey,
  table.sortKey,
  'schema',
  ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`]),
];

/** The order in an item, without the table's own attributes; members that this release does not know stay. */
export function orderOf(item: Item): Order {
  const own = Object.entries(item).filter(([attribute]) => !storageAttributes.includes(attribute));
  return read(Order, item, Object.fromEntries(own));
}

/** What an item says in our words. What we cannot read of a newer release's item is no fault: that release can. */
function read<Words>(schema: z.ZodType<Words>, item: Item, said = item): Words {
  const { data, error } = schema.safeParse(said);
  if (data) return data;
  throw isNewer(item) ? new NewerRelease() : error;
}

const isNewer = ({ schema }: Item) => Number(schema) > orderSchema;

/**
 * Orders of a tenant by number, with the tenant's settings, in one consistent read; `newer` says which of them a newer
 * release has written.
 */
export async function find(tenantId: string, ...numbers: string[]) {
  const items = await findAll([keys.settings(tenantId), ...numbers.map((number) => keys.order(tenantId, number))]);
  const found = items.filter(({ SK }) => SK === keys.order('', '').SK);
  return {
    orders: new Map(found.map(orderOf).map((order) => [order.number, order])),
    newer: new Set(found.filter(isNewer).map(({ number }) => number)),
    settings: settingsIn(items),
  };
}

/** One order with its tenant's settings and a laboratory's profile, in one consistent read. */
export async function findForLaboratory(laboratoryId: string, tenantId: string, number: string) {
  const profileKey = keys.profile(laboratoryId);
  const items = await findAll([keys.order(tenantId, number), keys.settings(tenantId), profileKey]);
  const of = (sortKey: string) => items.find(({ SK }) => SK === sortKey);
  const [order, profile] = [of(keys.order('', '').SK), of(profileKey.SK)];
  return {
    order: order && orderOf(order),
    settings: settingsIn(items),
    profile: profile && LaboratoryProfile.parse(withoutKey(profile)),
  };
}

/** One order by its key. */
export async function findByKey(key: Key): Promise<Order | undefined> {
  const [item] = await findAll([key]);
  return item && orderOf(item);
}

/** What a write met: itself done, the order that stands there instead, or one that a newer release has written. */
export type Written = 'written' | 'newer' | { standing: Order };

/** Puts a new order where none stands. */
export const insert = (order: Order): Promise<Written> => put(order, { condition: 'attribute_not_exists(PK)' });

/** Puts the next version of an order over the version that was read. */
export const replace = (order: Order, read: Order): Promise<Written> =>
  put(order, {
    condition: '#version = :read AND #schema <= :ours',
    names: { '#version': 'version', '#schema': 'schema' },
    values: { ':read': read.version, ':ours': orderSchema },
  });

type Condition = { condition: string; names?: Record<string, string>; values?: Record<string, number> };

async function put(order: Order, { condition, names, values }: Condition): Promise<Written> {
  try {
    await documents.send(
      new PutCommand({
        TableName,
        Item: { ...order, ...keys.order(order.tenantId, order.number), ...indexKeys(order), schema: orderSchema },
        ConditionExpression: condition,
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return 'written';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    const standing = unmarshall(error.Item);
    return isNewer(standing) ? 'newer' : { standing: orderOf(standing) };
  }
}

/** A question to an index, and which rows exist for the caller. */
export type Listing = {
  index: Index;
  partition: string;
  prefix: string;
  newestFirst: boolean;
  visible: (row: OrderRow) => boolean;
};

type Filter = { status?: Status | undefined; customerId?: string | undefined; patient?: string | undefined };

/** The question that a list asks. A dentist lists their own orders, a technician what is published: all that they may see. */
export function listingFor(caller: ClinicCaller, { status, customerId, patient }: Filter): Listing {
  const { tenantId } = caller;
  const seen = { visible: (row: OrderRow) => visible(row, caller) };
  if (patient !== undefined)
    return { index: 'byPatient', newestFirst: false, ...questions.byPatient(tenantId, patient), ...seen };
  const ofStatus = status ?? (caller.role === 'technician' ? 'published' : 'draft');
  const ofCustomer = caller.role === 'dentist' ? caller.customerId : customerId;
  return ofCustomer
    ? { index: 'byCustomer', newestFirst: true, ...questions.byCustomer(tenantId, ofCustomer, ofStatus), ...seen }
    : { index: 'byStatus', newestFirst: true, ...questions.byStatus(tenantId, ofStatus), ...seen };
}

/** How many queries a page takes at most where rows are left out, and how many rows each after the first one reads. */
const queries = 10;
const batch = 500;

/**
 * One page of rows after a position, and the row that the next page starts after: always one that exists for the caller.
 * Or: the position has been lost; or the search is too wide, where all that was read is others' and more is left.
 */
export async function list(
  tenantId: string,
  listing: Listing,
  limit: number,
  position?: Position,
): Promise<{ rows: OrderRow[]; after: OrderRow | undefined } | 'lost' | 'too wide'> {
  const { index, partition, prefix, newestFirst, visible } = listing;
  const rows: OrderRow[] = [];
  let next: Item | undefined = position && (await startKey(tenantId, listing, position));
  if (position && !next) return 'lost';
  for (let query = 0; query < queries && rows.length <= limit; query++) {
    const answer = await documents.send(
      new QueryCommand({
        TableName,
        IndexName: index,
        KeyConditionExpression: prefix ? '#PK = :partition AND begins_with(#SK, :prefix)' : '#PK = :partition',
        ExpressionAttributeNames: { '#PK': `${index}PK`, ...(prefix && { '#SK': `${index}SK` }) },
        ExpressionAttributeValues: { ':partition': partition, ...(prefix && { ':prefix': prefix }) },
        ScanIndexForward: !newestFirst,
        ExclusiveStartKey: next,
        Limit: query === 0 ? limit + 1 : batch,
      }),
    );
    rows.push(...(answer.Items ?? []).map((item) => read(OrderRow, item)).filter(visible));
    next = answer.LastEvaluatedKey;
    if (!next) break;
  }
  const shown = rows.slice(0, limit);
  if (next && shown.length === 0) return 'too wide';
  return { rows: shown, after: next || rows.length > limit ? shown.at(-1) : undefined };
}

/** The key that a list goes on from: as the index files the position, even if its order has moved on since. */
async function startKey(tenantId: string, { index, partition, prefix, visible }: Listing, position: Position) {
  const key = keys.order(tenantId, position.number);
  const filed = index === 'byPatient' ? await patientFiling(key, visible) : `${prefix}${moment(position)}`;
  // A patient renamed since may be filed outside of what is asked, where DynamoDB lets no query start.
  return filed?.startsWith(prefix) ? { ...key, [`${index}PK`]: partition, [`${index}SK`]: filed } : undefined;
}

/** Patients are filed by name, which no cursor carries; how a stranger's order is filed, nobody learns. */
async function patientFiling(key: Key, visible: Listing['visible']): Promise<string | undefined> {
  const names = Object.fromEntries(filing.map((attribute, index) => [`#${index}`, attribute]));
  const { Item } = await documents.send(
    new GetCommand({
      TableName,
      Key: key,
      ProjectionExpression: Object.keys(names).join(),
      ExpressionAttributeNames: names,
    }),
  );
  return Item && visible(read(OrderRow, Item)) ? z.string().optional().parse(Item['byPatientSK']) : undefined;
}
