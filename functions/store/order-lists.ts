import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import type { OrdersQuestion } from '#domain/order/lists/order-lists.ts';
import { LabOrderRow, OrderRow } from '#domain/order/lists/order-row.ts';
import type { Status } from '#domain/order/statuses.ts';
import { dynamodb, findAll, type Item, projectionOf, TableName } from '#functions/store/client.ts';
import { read } from '#functions/store/orders.ts';
import { patientRowAttributes, rowAttributes } from '#functions/store/rows.ts';
import {
  type Index,
  indexKey,
  indexRanges,
  type Key,
  keys,
  Position,
  placeOf,
  type Range,
} from '#functions/store/table.ts';

/**
 * A page of rows, and the position after which the next one starts; null on the last page. Or `lost`: the position no
 * longer exists; or `tooWide`: all rows that were read belong to others, and there are more.
 */
export type Page<Row> = { kind: 'page'; rows: Row[]; next: Position | null } | { kind: 'lost' } | { kind: 'tooWide' };

/** How many rows a page may have, and the position that it comes after. */
type Where = { limit: number; after: Position | null };

/** Lists one page of a clinic's orders: those that are visible. */
export function list(
  tenantId: Id,
  question: OrdersQuestion,
  visible: (row: OrderRow) => boolean,
  where: Where,
): Promise<Page<OrderRow>> {
  const ranges = rangesOf(tenantId, question);
  return pageOf({ index: question.kind, tenantId, ranges, schema: OrderRow, visible }, where);
}

/** Lists one page of what a laboratory has in its hands, soonest due first. */
export function listOfLaboratory(
  laboratoryId: Id,
  statuses: readonly Status[],
  where: Where,
): Promise<Page<LabOrderRow>> {
  const ranges = statuses.map((status) => indexRanges.byLaboratory(laboratoryId, status));
  return pageOf({ index: 'byLaboratory', tenantId: null, ranges, schema: LabOrderRow, visible: () => true }, where);
}

/** The ranges of a list, one for each status. */
function rangesOf(tenantId: Id, question: OrdersQuestion): Range[] {
  switch (question.kind) {
    case 'byPatient':
      return [indexRanges.byPatient(tenantId, question.patient)];
    case 'byStatus':
      return question.statuses.map((status) => indexRanges.byStatus(tenantId, status));
    case 'byCustomer':
      return question.statuses.map((status) => indexRanges.byCustomer(tenantId, status, question.customerId));
    case 'byDue':
      return question.statuses.map((status) => indexRanges.byDue(tenantId, status, question.dueDates));
    case 'byCustomerDue':
      return question.statuses.map((status) =>
        indexRanges.byCustomerDue(tenantId, status, question.customerId, question.dueDates),
      );
    case 'byAnswer':
      return [indexRanges.byAnswer(tenantId)];
  }
}

/** A list: the ranges of an index that are merged, and the tenant of its orders; null for those of many. */
type Listing<Row> = {
  index: Index;
  tenantId: Id | null;
  ranges: Range[];
  schema: z.ZodMiniType<Row>;
  visible: (row: Row) => boolean;
};

/** A row with its item and its place: what follows the prefix in its sort key, and nothing in a list by name. */
type Placed<Row> = { row: Row; item: Item; place: string };

/** Lists by time have the newest first; all others are ascending. */
const newestFirst = (index: Index) => index === 'byStatus' || index === 'byCustomer' || index === 'byAnswer';

/**
 * One page. Each range gives as many rows as a page may have, from the same position, so the first of all of them are
 * the page. An order that changes its status meanwhile may be found twice: the later status is shown.
 */
async function pageOf<Row>(listing: Listing<Row>, { limit, after }: Where): Promise<Page<Row>> {
  const start = after && (await startAfter(listing, after));
  if (after && !start) return { kind: 'lost' };
  const parts = await Promise.all(listing.ranges.map((range) => readRange(listing, range, limit, start)));
  const direction = newestFirst(listing.index) ? -1 : 1;
  const found = parts
    .flatMap(({ rows }) => rows)
    .toSorted((one, other) => direction * compared(one.place, other.place));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const isMore = found.length > limit || parts.some(({ next }) => next);
  if (isMore && !last) {
    const [mark] = listing.index === 'byAnswer' ? parts : [];
    return mark?.next ? { kind: 'page', rows: [], next: pastUnseen(mark.next) } : { kind: 'tooWide' };
  }
  return {
    kind: 'page',
    rows: page.filter((one) => !page.some((other) => isOutdated(one, other))).map(({ row }) => row),
    next: isMore && last ? positionOf(listing.tenantId, last) : null,
  };
}

/**
 * Where to go on after marks of which none is visible: from the moment of the last one, because a cursor must not name
 * an order that its holder does not see.
 */
const pastUnseen = (mark: Item): Position =>
  Position.parse({ at: String(mark['byAnswerSK']).split('#')[0], number: 'FFFFFFFFFF' });

const compared = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Whether a row is an order as it was before another row. */
const isOutdated = ({ item: one }: Placed<unknown>, { item: other }: Placed<unknown>) =>
  one['PK'] === other['PK'] && sinceIn(one) < sinceIn(other);

const sinceIn = ({ statusSince }: Item) => String(statusSince ?? '');

/**
 * How many queries a range may take for one page when rows are filtered out, and how many rows each query after the
 * first one reads. Each mark takes a read of its order as well.
 */
const queries = 10;
const batchOf = (index: Index) => (index === 'byAnswer' ? 100 : 500);

/** The visible rows of a range, at least one more than fits the page if there are as many; `next` if there is more. */
async function readRange<Row>(listing: Listing<Row>, range: Range, limit: number, start: Start | null) {
  const { index, schema, visible } = listing;
  const rows: Placed<Row>[] = [];
  let next: Item | undefined = start ? { ...start.key, ...indexKey(index, range, start.place) } : undefined;
  for (let query = 0; query < queries && rows.length <= limit; query++) {
    const answer = await dynamodb.send(
      new QueryCommand({
        TableName,
        IndexName: index,
        KeyConditionExpression: '#PK = :partition AND #SK BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#PK': `${index}PK`, '#SK': `${index}SK` },
        ExpressionAttributeValues: { ':partition': range.partition, ':from': range.from, ':to': range.to },
        ScanIndexForward: !newestFirst(index),
        ExclusiveStartKey: next,
        Limit: query === 0 ? limit + 1 : batchOf(index),
      }),
    );
    for (const item of await withOrders(listing, answer.Items ?? [])) {
      const row = read(schema, item);
      if (visible(row)) rows.push({ row, item, place: placeIn(index, range, item) });
    }
    next = answer.LastEvaluatedKey;
    if (!next) break;
  }
  return { rows, next };
}

/** The entries of an index. To a mark belong the columns of its order, which may have changed since. */
async function withOrders<Row>({ index, tenantId }: Listing<Row>, entries: Item[]): Promise<Item[]> {
  if (index !== 'byAnswer' || tenantId === null) return entries;
  const numbers = entries.map(({ number }) => OrderNumber.parse(number));
  const orders = await findAll(
    numbers.map((number) => keys.order(tenantId, number)),
    rowAttributes,
  );
  const byNumber = new Map(orders.map((order) => [order['number'], order]));
  return entries.flatMap((mark): Item[] => {
    const order = byNumber.get(mark['number']);
    return order ? [{ ...order, ...mark }] : [];
  });
}

const placeIn = (index: Index, { prefix }: Range, item: Item): string =>
  index === 'byPatient' ? '' : z.string().parse(item[`${index}SK`]).slice(prefix.length);

/** The position of a row. A patient's name is not in it, because it becomes a part of a cursor. */
function positionOf(tenantId: Id | null, { item, place }: Placed<unknown>): Position {
  const [at] = place.split('#');
  return Position.parse({
    at: at || undefined,
    number: item['number'],
    tenantId: tenantId ? undefined : item['tenantId'],
  });
}

/** From where a list continues: the order or mark there, and its sort key without the prefix. */
type Start = { key: Key; place: string };

/**
 * Where a position is, even if its order has moved since. Null if a query of the list may not start there: a patient has
 * been renamed since, or somebody has made up the cursor.
 */
async function startAfter<Row>(listing: Listing<Row>, position: Position): Promise<Start | null> {
  const tenantId = listing.tenantId ?? position.tenantId;
  if (!tenantId) return null;
  const keyOf = listing.index === 'byAnswer' ? keys.answer : keys.order;
  const key = keyOf(tenantId, position.number);
  if (listing.index === 'byPatient') return startAfterPatient(listing, key);
  if (!position.at) return null;
  const start = { key, place: placeOf(position) };
  return listing.ranges.every((range) => isWithin(range, `${range.prefix}${start.place}`)) ? start : null;
}

const isWithin = ({ from, to }: Range, sortKey: string) => from <= sortKey && sortKey <= to;

/** Reads the patient's sort key, since names are not put into cursors. Null if the caller does not see the order. */
async function startAfterPatient<Row>({ ranges, schema, visible }: Listing<Row>, key: Key): Promise<Start | null> {
  const { Item } = await dynamodb.send(new GetCommand({ TableName, Key: key, ...projectionOf(patientRowAttributes) }));
  const sortKey = Item && visible(read(schema, Item)) ? z.optional(z.string()).parse(Item['byPatientSK']) : undefined;
  const prefix = ranges[0]?.prefix ?? '';
  return sortKey?.startsWith(prefix) ? { key, place: sortKey.slice(prefix.length) } : null;
}
