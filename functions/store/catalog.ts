import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import {
  type Catalog,
  type CatalogNeeds,
  Customer,
  defaultSettings,
  Employee,
  type EntryKind,
  Laboratory,
  LaboratoryProfile,
  Service,
  Settings,
} from '#domain/catalog.ts';
import type { Id, Instant } from '#domain/identifiers.ts';
import { same } from '#domain/same.ts';
import { documents, findAll, type Item, TableName } from '#functions/store/client.ts';
import { catalogPartition, entryPrefixes, type Key, keys } from '#functions/store/table.ts';

/** The entries an action asked for, in one consistent read, or none where it asks for nothing. */
export async function find(tenantId: string, needs: CatalogNeeds): Promise<Catalog> {
  return catalogOf(await findAll(keysOf(tenantId, needs)));
}

/** The tenant's settings with some entries, in one consistent read. */
export async function findWithSettings(tenantId: string, needs: CatalogNeeds = {}) {
  const items = await findAll([keys.settings(tenantId), ...keysOf(tenantId, needs)]);
  return { settings: settingsIn(items), catalog: catalogOf(items) };
}

/** The settings among items of one tenant; a tenant that has said nothing has the default ones. */
export function settingsIn(items: readonly Item[]): Settings {
  const item = items.find(({ SK }) => SK === keys.settings('').SK);
  return item ? Settings.parse(withoutKey(item)) : defaultSettings;
}

const keysOf = (tenantId: string, needs: CatalogNeeds): Key[] => {
  const wanted = (kind: EntryKind) => [...new Set(needs[kind])].map((id) => keys.entry(tenantId, kind, id));
  const profiles = [...new Set(needs.profiles)].map(keys.profile);
  return [wanted('customers'), wanted('employees'), wanted('services'), wanted('laboratories'), profiles].flat();
};

const catalogOf = (items: readonly Item[]): Catalog => {
  const having = <Entry>(prefix: string, schema: z.ZodType<Entry>, idOf: (entry: Entry) => Id) => {
    const ofKind = items.filter(({ SK }) => String(SK).startsWith(prefix));
    return new Map(ofKind.map((item) => schema.parse(withoutKey(item))).map((entry) => [idOf(entry), entry]));
  };
  return {
    customers: having(entryPrefixes.customers, Customer, ({ customerId }) => customerId),
    employees: having(entryPrefixes.employees, Employee, ({ employeeId }) => employeeId),
    services: having(entryPrefixes.services, Service, ({ serviceId }) => serviceId),
    laboratories: having(entryPrefixes.laboratories, Laboratory, ({ laboratoryId }) => laboratoryId),
    profiles: having('PROFILE', LaboratoryProfile, ({ laboratoryId }) => laboratoryId),
  };
};

/** An item without the key it stands under. */
export const withoutKey = ({ PK: _PK, SK: _SK, ...item }: Item) => item;

/** One page of a kind's entries by id, consistently read: after an id, or only a certain one; `next` follows, if any. */
export async function list<Entry>(
  tenantId: string,
  kind: EntryKind,
  schema: z.ZodType<Entry>,
  { after, only, limit }: { after?: Id | undefined; only?: Id | undefined; limit: number },
): Promise<{ entries: Entry[]; next: Id | null }> {
  const prefix = entryPrefixes[kind];
  // No id holds a '!' or a '~', and they sort before and after all that ids hold.
  const [first, last] = only ? [only, only] : [after ? `${after}!` : '', '~'];
  const { Items = [], LastEvaluatedKey } = await documents.send(
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
  return { entries: z.array(schema).parse(page.map(withoutKey)), next };
}

/**
 * Puts an entry over the version that was read, or where none stood; false when somebody else was faster. One that has
 * been removed and made again is another, whatever its version.
 */
export async function put(key: Key, entry: { version: number; createdAt?: Instant | undefined }): Promise<boolean> {
  const first = entry.version === 1;
  try {
    await documents.send(
      new PutCommand({
        TableName,
        Item: { ...entry, ...key },
        ConditionExpression: first
          ? 'attribute_not_exists(#version)'
          : '#version = :read AND (attribute_not_exists(createdAt) OR createdAt = :createdAt)',
        ExpressionAttributeNames: { '#version': 'version' },
        ...(!first && {
          ExpressionAttributeValues: { ':read': entry.version - 1, ':createdAt': entry.createdAt ?? null },
        }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // After a lost answer, what stands is this very entry.
    return error.Item !== undefined && same(unmarshall(error.Item), { ...entry, ...key });
  }
}
