import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod/mini';
import { type EntryKind, entryKinds, type StoredEntries } from '#domain/catalog/catalog.ts';
import { Customer } from '#domain/catalog/customers.ts';
import { Employee } from '#domain/catalog/employees.ts';
import { Laboratory, LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Known, Wanted } from '#domain/catalog/lookup.ts';
import { Service } from '#domain/catalog/services.ts';
import { defaultSettings, Settings } from '#domain/catalog/settings.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { dynamodb, findAll, type Item, TableName, withoutKey } from '#functions/store/client.ts';
import { catalogPartition, entryPrefixes, type Key, keys } from '#functions/store/table.ts';
import { putVersioned, type Versioned } from '#functions/store/versioned.ts';

/** Reads entries of a tenant's catalogue, in one consistent read. Null means that there is no such entry. */
export async function find(tenantId: Id, wanted: Wanted): Promise<Known> {
  return knownIn(await findAll(keysOf(tenantId, wanted)), tenantId, wanted);
}

/** Reads the tenant's settings and some entries, in one consistent read. */
export async function findWithSettings(tenantId: Id, wanted: Wanted): Promise<{ settings: Settings; known: Known }> {
  const items = await findAll([keys.settings(tenantId), ...keysOf(tenantId, wanted)]);
  return { settings: settingsIn(items), known: knownIn(items, tenantId, wanted) };
}

/** The settings among a tenant's items, or the defaults. */
export function settingsIn(items: readonly Item[]): Settings {
  const item = items.find(({ SK }) => SK === keys.settings('').SK);
  return item ? parsed(Settings, withoutKey(item)) : defaultSettings;
}

/** The keys of entries to read. */
export function keysOf(tenantId: Id, wanted: Wanted): Key[] {
  const ofKind = (kind: EntryKind) => [...wanted[kind]].map((id) => keys.entry(tenantId, kind, id));
  const profiles = [...wanted.profiles].map(keys.profile);
  return [
    ...ofKind('customers'),
    ...ofKind('employees'),
    ...ofKind('services'),
    ...ofKind('laboratories'),
    ...profiles,
  ];
}

/** The entries to read, taken from the items that were found. */
export function knownIn(items: readonly Item[], tenantId: Id, wanted: Wanted): Known {
  const found = new Map(items.map((item) => [`${item['PK']} ${item['SK']}`, item]));
  const known = <Entry>(ids: Set<Id>, schema: z.ZodMiniType<Entry>, keyOf: (id: Id) => Key) =>
    new Map(
      [...ids].map((id) => {
        const { PK, SK } = keyOf(id);
        const item = found.get(`${PK} ${SK}`);
        return [id, item ? parsed(schema, withoutKey(item)) : null];
      }),
    );
  const entry = (kind: EntryKind) => (id: Id) => keys.entry(tenantId, kind, id);
  return {
    customers: known(wanted.customers, Customer, entry('customers')),
    employees: known(wanted.employees, Employee, entry('employees')),
    services: known(wanted.services, Service, entry('services')),
    laboratories: known(wanted.laboratories, Laboratory, entry('laboratories')),
    profiles: known(wanted.profiles, LaboratoryProfile, keys.profile),
  };
}

/**
 * Lists one page of a kind's entries by id, consistently: after an id, or only one of them. `next` is the id to
 * continue after, if there are more.
 */
export async function list<Kind extends EntryKind>(
  tenantId: Id,
  kind: Kind,
  { after, only, limit }: { after: Id | null; only: Id | null; limit: number },
): Promise<{ entries: StoredEntries[Kind][]; next: Id | null }> {
  const prefix = entryPrefixes[kind];
  // Ids contain no '!' and no '~', which sort before and after all characters of ids.
  const [first, last] = only ? [only, only] : [after ? `${after}!` : '', '~'];
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':partition': catalogPartition(tenantId),
        ':first': `${prefix}${first}`,
        ':last': `${prefix}${last}`,
      },
      ConsistentRead: true,
      Limit: limit + 1,
    }),
  );
  const page = Items.slice(0, limit);
  const next = Items.length > limit || LastEvaluatedKey ? String(page.at(-1)?.['SK']).slice(prefix.length) : null;
  const { entry } = entryKinds[kind];
  return { entries: page.map((item) => parsed(entry, withoutKey(item))), next };
}

/**
 * Writes an entry, on condition of the version that was read, or that none exists. False when another write was faster.
 */
export const put = (tenantId: Id, kind: EntryKind, id: Id, entry: Versioned): Promise<boolean> =>
  putVersioned(keys.entry(tenantId, kind, id), entry);

/** Writes the settings, on condition of the version that was read. False when another write was faster. */
export const putSettings = (tenantId: Id, settings: Versioned): Promise<boolean> =>
  putVersioned(keys.settings(tenantId), settings);
