import * as z from 'zod';
import { demoPeople } from '#infra/local/demo/people.ts';
import { demoLaboratories, demoTenants } from '#infra/local/demo/tenants.ts';
import { issuerPaths } from '#infra/local/issuer.ts';

/** Puts the demo data where it is missing, through the API. Nothing is touched of what has been seeded before. */
export async function seed(url: string): Promise<void> {
  await each(demoLaboratories, (laboratory) => seedLaboratory(url, laboratory));
  for (const tenant of demoTenants) await seedTenant(url, tenant);
}

async function seedLaboratory(url: string, { laboratoryId, profile }: (typeof demoLaboratories)[number]) {
  const laboratory = await signIn({ role: 'laboratory', laboratory_id: laboratoryId }, url);
  if (!(await laboratory('GET', '/v1/lab/profile'))) await laboratory('PUT', '/v1/lab/profile', profile);
}

async function seedTenant(url: string, tenant: (typeof demoTenants)[number]): Promise<void> {
  const manager = await signIn({ role: 'manager', tenant_id: tenant.tenantId }, url);
  const { items } = z.object({ items: z.array(z.unknown()) }).parse(await manager('GET', '/v1/laboratories'));
  if (items.length > 0) return;

  await manager('PUT', '/v1/settings', tenant.settings);
  // Services name employees. Laboratories come last: they tell that the rest is there.
  for (const kind of ['employees', 'customers', 'services', 'laboratories'] as const)
    await each<{ id: string; body: object }>(tenant[kind], ({ id, body }) => manager('PUT', `/v1/${kind}/${id}`, body));
}

/** Calls the API as the demo person with these claims: what it answers, undefined where nothing is; all else throws. */
async function signIn(claims: Record<string, string>, url: string) {
  const person = demoPeople.find((one) => Object.entries(claims).every(([name, claim]) => one.claims[name] === claim));
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
    if (answer.status === 404) return undefined;
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
