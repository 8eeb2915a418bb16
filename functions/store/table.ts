import * as z from 'zod/mini';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { Id, OrderNumber } from '#domain/kernel/identifiers.ts';
import { folded } from '#domain/kernel/text.ts';
import { type Listener, laboratoryListener } from '#domain/listening/listener.ts';
import type { DueDates } from '#domain/order/lists/order-lists.ts';
import type { Order } from '#domain/order/order.ts';
import { isReturned, laboratoryWith, statuses, statusSinceOf } from '#domain/order/statuses.ts';

/** The names of the table's attributes. Every key is built in this file. */
export const table = { partitionKey: 'PK', sortKey: 'SK', expiry: 'expiresAt' } as const;

/** When an item expires, in epoch seconds, as DynamoDB's TTL needs it. */
export const expiryAfter = (at: string | Date, days: number): number =>
  Math.floor(new Date(at).getTime() / 1000) + days * 86_400;

/**
 * The version of an order's stored shape that this release writes, in the attribute `schema`. It never overwrites a
 * newer one.
 */
export const orderSchema = 1;

/** Each index is named after the question it answers. Its keys are the attributes `<name>PK` and `<name>SK`. */
export const indexes = [
  'byStatus',
  'byCustomer',
  'byPatient',
  'byDue',
  'byCustomerDue',
  'byLaboratory',
  'byAnswer',
] as const;
export type Index = (typeof indexes)[number];

/** The attribute with the last number of a listener's feed. */
export const counter = 'last';

export type Key = { PK: string; SK: string };

/** Prefixes of the sort keys of catalogue entries. */
export const entryPrefixes = {
  customers: 'CUSTOMER#',
  employees: 'EMPLOYEE#',
  services: 'SERVICE#',
  laboratories: 'LABORATORY#',
} as const satisfies Record<EntryKind, string>;

/** Prefixes of an order's history: changes, and reads or prints. */
export const changePrefix = 'CHANGE#';
export const readPrefix = 'READ#';

/** The prefix of the sort keys of messages, by which the table's stream tells them from other items. */
export const messagePrefix = 'MESSAGE#';

/** Ten digits, so that numbers sort as text. */
const padded = (count: number) => String(count).padStart(10, '0');

const historyPartition = (tenantId: string, number: string) => `T#${tenantId}#H#${number}`;

const threadPartition = (tenantId: string, number: string) => `T#${tenantId}#M#${number}`;

export const catalogPartition = (tenantId: string) => `T#${tenantId}#CATALOG`;

const deliveryPartition = (listener: Listener, subscriptionId: string) => `${listener}#D#${subscriptionId}`;

/**
 * Keys of all items. Each kind of item has its own partitions, because IAM can restrict partition keys and not sort
 * keys.
 */
export const keys = {
  order: (tenantId: string, number: string): Key => ({ PK: `T#${tenantId}#O#${number}`, SK: 'ORDER' }),
  change: (tenantId: string, number: string, version: number): Key => ({
    PK: historyPartition(tenantId, number),
    SK: `${changePrefix}${padded(version)}`,
  }),
  /** Keeps the number of an event in its feed, of each event but the first of a change, whose history entry does. */
  announced: (tenantId: string, number: string, eventId: string): Key => ({
    PK: historyPartition(tenantId, number),
    SK: `ANNOUNCED#${eventId}`,
  }),
  read: (tenantId: string, number: string, at: string, requestId: string): Key => ({
    PK: historyPartition(tenantId, number),
    SK: `${readPrefix}${at}#${requestId}`,
  }),
  document: (tenantId: string, number: string, documentId: string): Key => ({
    PK: `T#${tenantId}#P#${number}`,
    SK: `DOCUMENT#${documentId}`,
  }),
  message: (tenantId: string, number: string, sequence: number): Key => ({
    PK: threadPartition(tenantId, number),
    SK: `${messagePrefix}${padded(sequence)}`,
  }),
  /** The mark of an order whose last message is a laboratory's. An item of its own, because orders are written whole. */
  answer: (tenantId: string, number: string): Key => ({ PK: threadPartition(tenantId, number), SK: 'ANSWER' }),
  entry: (tenantId: string, kind: EntryKind, id: string): Key => ({
    PK: catalogPartition(tenantId),
    SK: `${entryPrefixes[kind]}${id}`,
  }),
  settings: (tenantId: string): Key => ({ PK: catalogPartition(tenantId), SK: 'SETTINGS' }),
  profile: (laboratoryId: string): Key => ({ PK: `${laboratoryListener(laboratoryId)}#PROFILE`, SK: 'PROFILE' }),
  sequence: (listener: Listener): Key => ({ PK: `${listener}#SEQUENCE`, SK: 'SEQUENCE' }),
  feed: (listener: Listener, sequence: number): Key => ({ PK: `${listener}#FEED`, SK: padded(sequence) }),
  subscription: (listener: Listener, subscriptionId: string): Key => ({
    PK: `${listener}#SUBSCRIPTIONS`,
    SK: subscriptionId,
  }),
  delivery: (listener: Listener, subscriptionId: string, eventId: string): Key => ({
    PK: deliveryPartition(listener, subscriptionId),
    SK: `EVENT#${eventId}`,
  }),
  /** An attempt of a delivery; attempts of a subscription sort by time. */
  attempt: (listener: Listener, subscriptionId: string, at: string, eventId: string): Key => ({
    PK: deliveryPartition(listener, subscriptionId),
    SK: `ATTEMPT#${at}#${eventId}`,
  }),
  user: (sub: string): Key => ({ PK: `USER#${sub}`, SK: 'CLAIMS' }),
  client: (clientId: string): Key => ({ PK: `CLIENT#${clientId}`, SK: 'CLAIMS' }),
};

/** Where a row is in a list. */
export const Position = z.object({
  /** The time or date that the list is sorted by; absent where it is sorted by name. */
  at: z.optional(z.string().check(z.regex(/^[0-9TZ:.-]{10,25}$/))),
  number: OrderNumber,
  /** In a laboratory's list, whose orders are of many tenants. */
  tenantId: z.optional(Id),
});
export type Position = z.infer<typeof Position>;

/** What follows the prefix in the sort keys of a list by time or date. It is different for each order. */
export const placeOf = ({ at = '', number, tenantId }: Position) => [at, number, tenantId ?? []].flat().join('#');

/** A name as sort key, cut to 64 characters, because DynamoDB limits the length of keys. */
const nameSortKey = (name: string) => [...folded(name)].slice(0, 64).join('');

/** The sort keys of a query, which begin with `prefix` and are from `from` to `to`. */
export type Range = { partition: string; prefix: string; from: string; to: string };

/** Before and after every character that a sort key can begin with, or go on with. */
const lowest = ' ';
const highest = '\u{10FFFF}';

/** The range of a prefix, or the part of it from one text to all that begin with another. */
const range = (partition: string, prefix: string, from = '', to = ''): Range => ({
  partition,
  prefix,
  from: prefix + from || lowest,
  to: prefix + to + highest,
});

/** For each index, the range of a query. */
export const indexRanges = {
  byStatus: (tenantId: string, status: string) => range(`T#${tenantId}#${status}`, ''),
  byCustomer: (tenantId: string, status: string, customerId: string) =>
    range(`T#${tenantId}#C#${customerId}`, `${status}#`),
  byDue: (tenantId: string, status: string, { dueFrom, dueTo }: DueDates = {}) =>
    range(`T#${tenantId}#${status}`, '', dueFrom, dueTo),
  byCustomerDue: (tenantId: string, status: string, customerId: string, { dueFrom, dueTo }: DueDates = {}) =>
    range(`T#${tenantId}#C#${customerId}#${status}`, '', dueFrom, dueTo),
  byLaboratory: (laboratoryId: string, status: string) => range(`${laboratoryListener(laboratoryId)}#${status}`, ''),
  byPatient: (tenantId: string, name: string) => range(`T#${tenantId}#PATIENT`, nameSortKey(name)),
  byAnswer: (tenantId: string) => range(`T#${tenantId}#ANSWER`, ''),
};

/** The place of an item in an index, after the prefix of its range. */
export const indexKey = (index: Index, { partition, prefix }: Range, place: string): Record<string, string> => ({
  [`${index}PK`]: partition,
  [`${index}SK`]: `${prefix}${place}`,
});

/** Stands before the time of a draft that its laboratory has returned: it is first among the drafts, whenever it was. */
const beforeAll = 'Z';

/**
 * The index attributes of an order. A patient sorts by last name, or by reference if there is none. By due date there
 * are only orders that have one and are still to come; by laboratory only those that it has in its hands.
 */
export function indexKeys(order: Order): Record<string, string> {
  const { tenantId, number, status, customerId, patient, dueDate } = order;
  const since = placeOf({ at: `${isReturned(order) ? beforeAll : ''}${statusSinceOf(order)}`, number });
  const due = dueDate !== null && statuses[status].awaited ? placeOf({ at: dueDate, number }) : null;
  const laboratoryId = laboratoryWith(order);
  const byPatient = indexRanges.byPatient(tenantId, patient.lastName ?? patient.reference ?? '');
  return {
    ...indexKey('byStatus', indexRanges.byStatus(tenantId, status), since),
    ...indexKey('byCustomer', indexRanges.byCustomer(tenantId, status, customerId), since),
    ...(due && indexKey('byDue', indexRanges.byDue(tenantId, status), due)),
    ...(due && indexKey('byCustomerDue', indexRanges.byCustomerDue(tenantId, status, customerId), due)),
    ...(laboratoryId !== null &&
      dueDate !== null &&
      indexKey(
        'byLaboratory',
        indexRanges.byLaboratory(laboratoryId, status),
        placeOf({ at: dueDate, number, tenantId }),
      )),
    // Left out when empty: DynamoDB refuses an empty key, and with it the whole write.
    ...(byPatient.prefix && indexKey('byPatient', byPatient, '')),
  };
}
