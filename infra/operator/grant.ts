import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { type Known, type Wanted, wanted } from '#domain/catalog/lookup.ts';
import { Caller, PersonName } from '#domain/kernel/caller.ts';
import { fullName } from '#domain/kernel/full-name.ts';
import type { Grant } from '#domain/kernel/grant.ts';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { keys } from '#functions/store/table.ts';

/**
 * `npm run grant`: grants a role to a person or a system, shows it, or revokes it. Nothing else writes grants. The table
 * is named by TABLE_NAME; region and credentials are found as the AWS CLI finds them.
 */
const usage = `Set TABLE_NAME to the table of the stage. <sub> is the user's sub in the user pool. Then grant a role:

  npm run grant -- --user <sub> --role manager --tenant northside --name "Katrin Vogel"
  npm run grant -- --user <sub> --role dentist --tenant northside --customer dr-weber
  npm run grant -- --user <sub> --role technician --tenant northside --employee olena-ceramist
  npm run grant -- --client <client id> --role laboratory --laboratory apex-lab
  npm run grant -- --user <sub>                 shows what is granted
  npm run grant -- --user <sub> --revoke        revokes it

Without --name, the name is that of the customer, employee or laboratory, if the catalogue has it already.`;

const text = { type: 'string' } as const;

/** The command-line option of each member of a grant. */
const flags = {
  role: 'role',
  tenantId: 'tenant',
  customerId: 'customer',
  employeeId: 'employee',
  laboratoryId: 'laboratory',
  name: 'name',
} as const;

const options = {
  user: text,
  client: text,
  role: text,
  tenant: text,
  customer: text,
  employee: text,
  laboratory: text,
  name: text,
  revoke: { type: 'boolean' },
} as const;

/**
 * A user's sub is a UUID, an app client's id is letters and digits: checked, because a grant to a mistyped id helps nobody.
 */
const Sub = z.guid('--user: Send the sub of a user, a UUID.').check(z.toLowerCase());
const ClientId = z
  .string()
  .check(z.regex(/^[a-z0-9]{20,32}$/, '--client: Send the id of an app client, 20 to 32 letters and digits.'));

const TypedName = z.pipe(
  z.custom<string>(
    (name) => PersonName.safeParse(name).success,
    '--name: Send one line of 1 to 100 characters that can be seen.',
  ),
  PersonName,
);

/** The catalogue entry or laboratory profile that a grant names. */
function neededBy(caller: Grant): Wanted {
  switch (caller.role) {
    case 'manager':
      return wanted();
    case 'dentist':
      return wanted({ customers: [caller.customerId] });
    case 'technician':
      return wanted({ employees: [caller.employeeId] });
    case 'laboratory':
      return wanted({ profiles: [caller.laboratoryId] });
  }
}

/**
 * The name of the entry that a grant names. Undefined if there is no such entry yet, or its name is too long for a grant.
 */
function nameIn({ customers, employees, profiles }: Known): string | undefined {
  const people = [...customers.values(), ...employees.values()].flatMap((entry) => (entry ? [fullName(entry)] : []));
  const laboratories = [...profiles.values()].flatMap((profile) => profile?.name ?? []);
  return PersonName.safeParse([...people, ...laboratories][0]).data;
}

/** The user or client that the command is about, and the key of their grant. */
function subjectOf({ user, client }: { user?: string | undefined; client?: string | undefined }) {
  if ((user === undefined) === (client === undefined)) throw new Error('Send either --user or --client.');
  if (user === undefined) {
    const sub = ClientId.parse(client);
    return { sub, key: keys.client(sub) };
  }
  const sub = Sub.parse(user);
  return { sub, key: keys.user(sub) };
}

/** Runs the command. The store is imported here because it throws while loading if TABLE_NAME is missing. */
async function run(): Promise<string> {
  const { values } = parseArgs({ options });
  const { sub, key } = subjectOf(values);
  const { find, put, remove } = await import('#functions/store/grants.ts');
  const current = await find(key);
  const named = Object.entries(flags).flatMap(([member, flag]) =>
    values[flag] === undefined ? [] : [[member, values[flag]]],
  );
  if (values.revoke && named.length > 0)
    throw new Error('--revoke: Leave out all other options than --user or --client.');
  if (values.revoke) {
    await remove(key);
    return current
      ? `${key.PK} was ${said(current)}. The grant is revoked. Tokens issued before are valid for up to an hour.`
      : `Nothing was granted to ${key.PK}.`;
  }
  if (named.length === 0) return current ? `${key.PK} is ${said(current)}.` : `Nothing was granted to ${key.PK}.`;

  const { sub: _sub, ...caller } = Caller.parse({ sub, ...Object.fromEntries(named) });
  const typed = values.name === undefined ? undefined : TypedName.parse(values.name);
  const needs = neededBy(caller);
  const catalogs = await import('#functions/store/catalog.ts');
  const found = await catalogs.find(caller.role === 'laboratory' ? '' : caller.tenantId, needs);
  const missing = Object.values(found).some((entries) => [...entries.values()].includes(null));
  const grant = { ...caller, name: typed ?? nameIn(found) };
  await put(key, grant);
  return `${missing ? 'Check the id: the catalogue has no such entry yet. ' : ''}${key.PK} is now ${said(grant)}, from the next token on.`;
}

const said = ({ name, ...granted }: Grant) => `${Object.values(granted).join(' ')}${name ? `, called ${name}` : ''}`;

/** The faults in what was typed, each with its command-line option. */
function faultsIn({ issues }: z.core.$ZodError): string {
  const flagOf = (member: string) => Object.entries(flags).find(([name]) => name === member)?.[1] ?? member;
  return issues
    .map((issue) => {
      const members = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String);
      const fault =
        issue.code === 'unrecognized_keys' ? 'Leave it out, it is not for this role.' : issueInEnglish(issue);
      return [...members.map((member) => `--${flagOf(member)}:`), fault].join(' ');
    })
    .join('\n');
}

try {
  console.log(await run());
} catch (error) {
  const fault = error instanceof z.core.$ZodError ? faultsIn(error) : error instanceof Error ? error.message : error;
  console.error(`${fault}\n\n${usage}`);
  process.exitCode = 1;
}
