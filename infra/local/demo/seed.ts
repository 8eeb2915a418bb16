import { BatchWriteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { type EntryKind, entryKinds } from '#domain/catalog/catalog.ts';
import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { Settings } from '#domain/catalog/settings.ts';
import { actorOf } from '#domain/kernel/caller.ts';
import { callerOf } from '#functions/claims.ts';
import { keys } from '#functions/store/table.ts';
import { demoPeople } from '#infra/local/demo/people.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';

type Item = Record<string, unknown>;

/** The limit of one BatchWriteItem. */
const batch = 25;

/** Writes the demo data. A tenant that has settings already is left as it is. */
export async function seed(documents: DynamoDBDocumentClient, table: string): Promise<void> {
  const write = async (items: Item[]) => {
    for (let written = 0; written < items.length; written += batch) {
      const puts = items.slice(written, written + batch).map((Item) => ({ PutRequest: { Item } }));
      await documents.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
    }
  };
  for (const tenant of demoTenants) {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: keys.settings(tenant.tenantId) }));
    if (Item) continue;
    // Settings last: they mark the tenant as complete.
    await write([...profiles, ...entriesOf(tenant)]);
    await write([settingsOf(tenant)]);
  }
}

const seededAt = new Date().toISOString();

/** Version, time and author of an entry, as if a demo person had sent it. */
function putBy(clientId: string) {
  const caller = callerOf({ sub: clientId, ...demoPeople.find((one) => one.clientId === clientId)?.claims });
  return { version: 1, updatedAt: seededAt, updatedBy: caller && actorOf(caller) };
}

const profiles = demoLaboratories.map(({ laboratoryId, profile }) => ({
  ...keys.profile(laboratoryId),
  ...LaboratoryProfile.parse({ laboratoryId, ...profile, ...putBy(laboratoryId) }),
}));

type Tenant = (typeof demoTenants)[number];

const managerOf = ({ tenantId }: Tenant) => `${tenantId}-manager`;

function settingsOf(tenant: Tenant): Item {
  return { ...keys.settings(tenant.tenantId), ...Settings.parse({ ...tenant.settings, ...putBy(managerOf(tenant)) }) };
}

function entriesOf(tenant: Tenant): Item[] {
  const items = (kind: EntryKind, entries: readonly { id: string; body: object }[]) =>
    entries.map(({ id, body }) => ({
      ...keys.entry(tenant.tenantId, kind, id),
      ...entryKinds[kind].entry.parse({ ...body, [entryKinds[kind].id]: id, ...putBy(managerOf(tenant)) }),
    }));
  return [
    ...items('employees', tenant.employees),
    ...items('customers', tenant.customers),
    ...items('services', tenant.services),
    ...items('laboratories', tenant.laboratories),
  ];
}
