import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '#functions/claims.ts';
import { aws } from '#infra/local/aws.ts';
import { newTable } from '#test/support/database.ts';

const sub = '1d2f6c3a-5b7e-4a44-9c3b-7a1f0a2f9c11';
const clientId = '4k9q2n8c1r7v5m3x6z0b2d4f6h';

let addClaims: typeof import('#functions/events/add-claims.ts').handler;

beforeAll(async () => {
  await newTable();
  Object.assign(process.env, {
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: aws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: aws.credentials.secretAccessKey,
  });
  addClaims = (await import('#functions/events/add-claims.ts')).handler;
});

/** The operator's command, as a process of its own. */
function grant(...options: string[]) {
  return grantIn(process.env, ...options);
}

function grantIn(env: NodeJS.ProcessEnv, ...options: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/operator/grant.ts', ...options], {
    encoding: 'utf8',
    env,
  });
  return { status, said: `${stdout}${stderr}` };
}

const person = { triggerSource: 'TokenGeneration_HostedAuth', request: { userAttributes: { sub } } };
const system = { triggerSource: 'TokenGeneration_ClientCredentials', callerContext: { clientId } };

/** Who the API takes the bearer of a new token for. */
async function bearerOf(event: object) {
  const { response } = await addClaims(event as never);
  const claims = response.claimsAndScopeOverrideDetails.accessTokenGeneration?.claimsToAddOrOverride;
  return callerOf({ sub: 'someone', ...claims });
}

describe('what an operator grants', () => {
  it('is in the next token, replaces what was granted before, and can be taken away', async () => {
    expect(await bearerOf(person)).toBeUndefined();
    const weber = ['--role', 'dentist', '--tenant', 'northside', '--customer', 'dr-weber'];
    expect(grant('--user', sub, ...weber)).toEqual({
      status: 0,
      said: `USER#${sub} is now dentist northside dr-weber, from the next token on. Beware: there is nobody of that id in the catalogue yet.\n`,
    });
    expect(await bearerOf(person)).toEqual({
      sub: 'someone',
      role: 'dentist',
      tenantId: 'northside',
      customerId: 'dr-weber',
    });

    expect(grant('--user', sub, '--role', 'manager', '--tenant', 'northside').status).toBe(0);
    expect(await bearerOf(person)).toEqual({ sub: 'someone', role: 'manager', tenantId: 'northside' });

    expect(grant('--user', sub).said).toBe(`USER#${sub} is manager northside.\n`);

    expect(grant('--user', sub, '--revoke').said).toContain(
      `USER#${sub} was manager northside, and is nobody any more`,
    );
    expect(await bearerOf(person)).toBeUndefined();
    expect(grant('--user', sub, '--revoke').said).toBe(`Nothing was granted to USER#${sub}.\n`);
    expect(grant('--user', sub).said).toBe(`Nothing was granted to USER#${sub}.\n`);
  });

  it('to a system is asked for by its client, never by a user of that name', async () => {
    expect(grant('--client', clientId, '--role', 'laboratory', '--laboratory', 'apex-lab').status).toBe(0);
    expect(await bearerOf(system)).toEqual({ sub: 'someone', role: 'laboratory', laboratoryId: 'apex-lab' });
    expect(await bearerOf({ ...person, request: { userAttributes: { sub: clientId } } })).toBeUndefined();
  });

  it('is found however the sub was typed', async () => {
    expect(grant('--user', sub.toUpperCase(), '--role', 'manager', '--tenant', 'northside').status).toBe(0);
    expect(await bearerOf(person)).toMatchObject({ role: 'manager' });
    expect(grant('--user', sub.toUpperCase(), '--revoke').status).toBe(0);
    expect(await bearerOf(person)).toBeUndefined();
  });

  it('goes to no table that nobody named, and the command says where it has to be named', () => {
    const { TABLE_NAME: _, ...env } = process.env;
    const { status, said } = grantIn(env, '--user', sub, '--role', 'manager', '--tenant', 'northside');
    expect(status).toBe(1);
    expect(said).toMatch(/^The environment lacks TABLE_NAME\.\n\nSay who a person .*in the table TABLE_NAME/);
  });

  it.each([
    ['nobody', ['--role', 'manager', '--tenant', 'northside'], 'Name either a --user or a --client.'],
    ['two', ['--user', sub, '--client', clientId, '--revoke'], 'Name either a --user or a --client.'],
    [
      'a user by their address',
      ['--user', 'weber@northside.example', '--role', 'manager', '--tenant', 'northside'],
      '--user is the sub',
    ],
    ['a role that there is not', ['--user', sub, '--role', 'boss', '--tenant', 'northside'], 'role'],
    ['a dentist without a customer', ['--user', sub, '--role', 'dentist', '--tenant', 'northside'], '--customer'],
    [
      'a manager with a laboratory',
      ['--user', sub, '--role', 'manager', '--tenant', 'northside', '--laboratory', 'apex-lab'],
      '--laboratory is not for this role.',
    ],
    ['a tenant that cannot be one', ['--user', sub, '--role', 'manager', '--tenant', 'North Side'], '--tenant'],
    [
      'somebody from whom it is taken',
      ['--user', sub, '--revoke', '--role', 'manager'],
      '--revoke takes everything away',
    ],
    ['an option that nobody knows', ['--user', sub, '--rol', 'manager'], '--rol'],
  ])('is not granted to %s, and the command says how it is used', async (_, options, fault) => {
    const { status, said } = grant(...options);
    expect(status).toBe(1);
    expect(said).toContain(fault);
    expect(said).toContain('npm run grant -- --user <sub> --role manager --tenant northside');
    expect(await bearerOf(person)).toBeUndefined();
  });
});
