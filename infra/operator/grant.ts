import { parseArgs } from 'node:util';
import * as z from 'zod';
import { fullName } from '#domain/catalog/catalog.ts';
import { type Known, type Wanted, wanted } from '#domain/catalog/lookup.ts';
import { Caller, PersonName } from '#domain/kernel/caller.ts';
import type { Grant } from '#domain/kernel/grant.ts';
import { keys } from '#functions/store/table.ts';

/**
 * `npm run grant`: says who somebody is who signs in, shows it, or takes it away. Nothing else writes this. The
 * environment names the table (TABLE_NAME) and the account, as the AWS CLI is told.
 */
const usage = `Say who a person (the sub of the user pool) or a system (its client id) is, in the table TABLE_NAME:

  npm run grant -- --user <sub> --role manager --tenant northside --name "Katrin Vogel"
  npm run grant -- --user <sub> --role dentist --tenant northside --customer dr-weber
  npm run grant -- --user <sub> --role technician --tenant northside --employee olena-ceramist
  npm run grant -- --client <client id> --role laboratory --laboratory apex-lab
  npm run grant -- --user <sub>                 shows what was granted
  npm run grant -- --user <sub> --revoke        takes it away

Without --name they are called as the customer, employee or laboratory is, if that is in the catalogue yet.`;

const text = { type: 'string' } as const;

/** What a caller's members are called on the command line. */
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

/** A user's sub is a UUID, an app client's id is of letters and digits. What is typed wrongly would be granted to nobody. */
const Sub = z.guid('--user is the sub of a user, a UUID.').toLowerCase();
const ClientId = z
  .string()
  .regex(/^[a-z0-9]{20,32}$/, '--client is the id of an app client: 20 to 32 letters and digits.');

const TypedName = z
  .custom<string>(
    (name) => PersonName.safeParse(name).success,
    '--name is one line of up to 100 characters, with something to be seen in it.',
  )
  .pipe(PersonName);

/** What must be in the catalogue for the grant to be of use. */
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

/** What the entry is called that a grant names; undefined where there is none yet, or no room for its name. */
function nameIn({ customers, employees, profiles }: Known): string | undefined {
  const people = [...customers.values(), ...employees.values()].flatMap((entry) => (entry ? [fullName(entry)] : []));
  const laboratories = [...profiles.values()].flatMap((profile) => profile?.name ?? []);
  return PersonName.safeParse([...people, ...laboratories][0]).data;
}

/** Whom the command is about, by the key of what is granted to them. */
function subjectOf({ user, client }: { user?: string | undefined; client?: string | undefined }) {
  if ((user === undefined) === (client === undefined)) throw new Error('Name either a --user or a --client.');
  if (user === undefined) {
    const sub = ClientId.parse(client);
    return { sub, key: keys.client(sub) };
  }
  const sub = Sub.parse(user);
  return { sub, key: keys.user(sub) };
}

/** The store reads its environment while it is loaded, so that what is missing there is said like everything else. */
async function run(): Promise<string> {
  const { values } = parseArgs({ options });
  const { sub, key } = subjectOf(values);
  const { find, put, remove } = await import('#functions/store/grants.ts');
  const current = await find(key);
  const named = Object.entries(flags).flatMap(([member, flag]) =>
    values[flag] === undefined ? [] : [[member, values[flag]]],
  );
  if (values.revoke && named.length > 0) throw new Error('--revoke takes everything away: leave out what it is.');
  if (values.revoke) {
    await remove(key);
    return current
      ? `${key.PK} was ${said(current)}, and is nobody any more; a token that it has already is good for an hour at most.`
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
  return `${key.PK} is now ${said(grant)}, from the next token on.${missing ? ' Beware: there is nobody of that id in the catalogue yet.' : ''}`;
}

const said = ({ name, ...granted }: Grant) => `${Object.values(granted).join(' ')}${name ? `, called ${name}` : ''}`;

/** What is wrong, in the words of the command line. */
function faultsIn({ issues }: z.ZodError): string {
  const flagOf = (member: string) => Object.entries(flags).find(([name]) => name === member)?.[1] ?? member;
  return issues
    .map((issue) => {
      const members = issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String);
      const fault = issue.code === 'unrecognized_keys' ? 'is not for this role.' : issue.message;
      return [...members.map((member) => `--${flagOf(member)}`), fault].join(' ');
    })
    .join('\n');
}

try {
  console.log(await run());
} catch (error) {
  const fault = error instanceof z.ZodError ? faultsIn(error) : error instanceof Error ? error.message : error;
  console.error(`${fault}\n\n${usage}`);
  process.exitCode = 1;
}
