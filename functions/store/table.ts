import * as z from 'zod';
import type { EntryKind } from '#domain/catalog/catalog.ts';
import { Instant, OrderNumber } from '#domain/kernel/identifiers.ts';
import { folded } from '#domain/kernel/text.ts';
import type { Order } from '#domain/order/order.ts';

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
export const indexes = ['byStatus', 'byCustomer', 'byPatient'] as const;
export type Index = (typeof indexes)[number];

/** The attribute with the last number of a laboratory's feed. */
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

/** Ten digits, so that numbers sort as text. */
const padded = (count: number) => String(count).padStart(10, '0');

const historyPartition = (tenantId: string, number: string) => `T#${tenantId}#H#${number}`;

export const catalogPartition = (tenantId: string) => `T#${tenantId}#CATALOG`;

/** The prefix of a laboratory's partitions. */
const listener = (laboratoryId: string) => `L#${laboratoryId}`;

const deliveryPartition = (laboratoryId: string, subscriptionId: string) =>
  `${listener(laboratoryId)}#D#${subscriptionId}`;

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
  read: (tenantId: string, number: string, at: string, requestId: string): Key => ({
    PK: historyPartition(tenantId, number),
    SK: `${readPrefix}${at}#${requestId}`,
  }),
  document: (tenantId: string, number: string, documentId: string): Key => ({
    PK: `T#${tenantId}#P#${number}`,
    SK: `DOCUMENT#${documentId}`,
  }),
  entry: (tenantId: string, kind: EntryKind, id: string): Key => ({
    PK: catalogPartition(tenantId),
    SK: `${entryPrefixes[kind]}${id}`,
  }),
  settings: (tenantId: string): Key => ({ PK: catalogPartition(tenantId), SK: 'SETTINGS' }),
  profile: (laboratoryId: string): Key => ({ PK: `${listener(laboratoryId)}#PROFILE`, SK: 'PROFILE' }),
  sequence: (laboratoryId: string): Key => ({ PK: `${listener(laboratoryId)}#SEQUENCE`, SK: 'SEQUENCE' }),
  feed: (laboratoryId: string, sequence: number): Key => ({
    PK: `${listener(laboratoryId)}#FEED`,
    SK: padded(sequence),
  }),
  subscription: (laboratoryId: string, subscriptionId: string): Key => ({
    PK: `${listener(laboratoryId)}#SUBSCRIPTIONS`,
    SK: subscriptionId,
  }),
  delivery: (laboratoryId: string, subscriptionId: string, eventId: string): Key => ({
    PK: deliveryPartition(laboratoryId, subscriptionId),
    SK: `EVENT#${eventId}`,
  }),
  /** An attempt of a delivery; attempts of a subscription sort by time. */
  attempt: (laboratoryId: string, subscriptionId: string, at: string, eventId: string): Key => ({
    PK: deliveryPartition(laboratoryId, subscriptionId),
    SK: `ATTEMPT#${at}#${eventId}`,
  }),
  user: (sub: string): Key => ({ PK: `USER#${sub}`, SK: 'CLAIMS' }),
  client: (clientId: string): Key => ({ PK: `CLIENT#${clientId}`, SK: 'CLAIMS' }),
};

/** The position of a row in a list: by time, then by number. */
export const Position = z.object({ createdAt: Instant, number: OrderNumber });
export type Position = z.infer<typeof Position>;

export const timeSortKey = ({ createdAt, number }: Position) => `${createdAt}#${number}`;

/** A name as sort key, cut to 64 characters, because DynamoDB limits the length of keys. */
const nameSortKey = (name: string) => [...folded(name)].slice(0, 64).join('');

/** For each index, the partition of a query and the prefix of its sort keys. */
export const indexRanges = {
  byStatus: (tenantId: string, status: string) => ({ partition: `T#${tenantId}#${status}`, prefix: '' }),
  byCustomer: (tenantId: string, customerId: string, status: string) => ({
    partition: `T#${tenantId}#C#${customerId}`,
    prefix: `${status}#`,
  }),
  byPatient: (tenantId: string, name: string) => ({ partition: `T#${tenantId}#PATIENT`, prefix: nameSortKey(name) }),
};

/** The index attributes of an order. A patient sorts by last name, or by reference if there is none. */
export function indexKeys(order: Order): Record<string, string> {
  const { tenantId, status, customerId, patient } = order;
  const byCustomer = indexRanges.byCustomer(tenantId, customerId, status);
  const byPatient = indexRanges.byPatient(tenantId, patient.lastName ?? patient.reference ?? '');
  return {
    byStatusPK: indexRanges.byStatus(tenantId, status).partition,
    byStatusSK: timeSortKey(order),
    byCustomerPK: byCustomer.partition,
    byCustomerSK: `${byCustomer.prefix}${timeSortKey(order)}`,
    // Left out when empty: DynamoDB refuses an empty key, and with it the whole write.
    ...(byPatient.prefix && { byPatientPK: byPatient.partition, byPatientSK: byPatient.prefix }),
  };
}
