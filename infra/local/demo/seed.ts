import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { keys } from '#functions/store/table.ts';
import { demoPeople } from '#infra/local/demo/people.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';
import { issuerPaths } from '#infra/local/issuer.ts';

type Product = { url: string; documents: DynamoDBDocumentClient; tableName: string };

/** Puts the demo data where it is missing. Nothing is touched of a tenant that has been seeded before. */
export async function seed({ url, documents, tableName: TableName }: Product): Promise<void> {
  await each(demoLaboratories, async ({ laboratoryId, profile }) => {
    const Item = { ...keys.profile(laboratoryId), laboratoryId, ...profile, schema: 1 };
    const put = new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(PK)' });
    await documents.send(put).catch((error) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
  });
  for (const tenant of demoTenants) await seedTenant(url, tenant);
}

async function seedTenant(url: string, tenant: (typeof demoTenants)[number]): Promise<void> {
  const manager = await managerOf(tenant.tenantId, url);
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await manager('GET', '/v1/laboratories'));
  if (items.length > 0) return;

  await manager('PUT', '/v1/settings', tenant.settings);
  // Services name employees. Laboratories come last: they tell that the rest is there.
  for (const kind of ['employees', 'customers', 'services', 'laboratories'] as const)
    await each<{ id: string; body: object }>(tenant[kind], ({ id, body }) => manager('PUT', `/v1/${kind}/${id}`, body));
}

/** Calls the API as the tenant's manager; any answer but success throws. */
async function managerOf(tenantId: string, url: string) {
  const person = demoPeople.find(({ claims }) => claims['role'] === 'manager' && claims['tenant_id'] === tenantId);
  const form = {
    grant_type: 'client_credentials',
    client_id: person?.clientId ?? '',
    client_secret: person?.clientSecret ?? '',
  };
  const token = await fetch(`${url}${issuerPaths.token}`, { method: 'POST', body: new URLSearchParams(form) });
  const { access_token } = z.object({ access_token: z.string() }).parse(await token.json());
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  return async (method: 'GET' | 'PUT', path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${path} of the demo data: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}

/** Does the task for every item, a few at a time. */
async function each<Item>(items: readonly Item[], task: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await task(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
