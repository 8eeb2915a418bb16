import { parseArgs } from 'node:util';
import * as z from 'zod';
import { Caller } from '#domain/caller.ts';
import type { CatalogNeeds } from '#domain/catalog.ts';
import * as catalogs from '#functions/store/catalog.ts';
import { put, remove } from '#functions/store/grants.ts';
import { keys } from '#functions/store/table.ts';

/**
 * `npm run grant`: says who somebody is who signs in, or takes it away. Nothing else writes this. The environment names
 * the table (TABLE_NAME) and the account, as the AWS CLI is told.
 */
const usage = `Say who a person (the sub of the user pool) or a system (its client id) is:

  npm run grant -- --user <sub> --role manager --tenant northside
  npm run grant -- --user <sub> --role dentist --tenant northside --customer dr-weber
  npm run grant -- --user <sub> --role technician --tenant northside --employee olena-ceramist
  npm run grant -- --client <client id> --role laboratory --laboratory apex-lab
  npm run grant -- --user <sub> --revoke`;

const text = { type: 'string' } as const;
const options = {
  user: text,
  client: text,
  role: text,
  tenant: text,
  customer: text,
  employee: text,
  laboratory: text,
  revoke: { type: 'boolean' },
} as const;

/** A user's sub is a UUID, an app client's id is of letters and digits. What is typed wrongly would be granted to nobody. */
const Sub = z.guid('--user is the sub of a user, a UUID.');
const ClientId = z
  .string()
  .regex(/^[a-z0-9]{20,32}$/, '--client is the id of an app client: 20 to 32 letters and digits.');

/** What must be in the catalogue for the grant to be of use. */
function neededBy(caller: Caller): CatalogNeeds {
  switch (caller.role) {
    case 'manager':
      return {};
    case 'dentist':
      return { customers: [caller.customerId] };
    case 'technician':
      return { employees: [caller.employeeId] };
    case 'laboratory':
      return { profiles: [caller.laboratoryId] };
  }
}

async function run(): Promise<string> {
  const { values } = parseArgs({ options });
  const { user, client, revoke, role, tenant: tenantId, customer: customerId, employee: employeeId } = values;
  if ((user === undefined) === (client === undefined)) throw new Error('Name either a --user or a --client.');
  const sub = user === undefined ? ClientId.parse(client) : Sub.parse(user);
  const key = user === undefined ? keys.client(sub) : keys.user(sub);
  if (revoke) {
    await remove(key);
    return `${key.PK} is nobody any more; a token that it has already is good for an hour at most.`;
  }

  const named = { sub, role, tenantId, customerId, employeeId, laboratoryId: values.laboratory };
  const caller = Caller.parse(Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)));
  const { sub: _sub, ...grant } = caller;
  await put(key, grant);
  const needs = neededBy(caller);
  const found = await catalogs.find('tenantId' in caller ? caller.tenantId : '', needs);
  const missing = Object.keys(needs).length > 0 && Object.values(found).every((entries) => entries.size === 0);
  const said = Object.values(grant).join(' ');
  return `${key.PK} is now ${said}, from the next token on.${missing ? ` Beware: ${said} is in no catalogue yet.` : ''}`;
}

try {
  console.log(await run());
} catch (error) {
  const said = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error;
  console.error(`${said}\n\n${usage}`);
  process.exitCode = 1;
}
