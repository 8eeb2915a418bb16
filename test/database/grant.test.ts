import { spawnSync } from 'node:child_process';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { callerOf } from '#functions/claims.ts';
import { keys } from '#functions/store/table.ts';
import { aws } from '#infra/local/parts/aws.ts';
import { newTable } from '#test/support/database/new-table.ts';

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

/** Runs `npm run grant` in a child process. */
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

const signedIn = { triggerSource: 'TokenGeneration_HostedAuth', request: { userAttributes: { sub } } };
const system = { triggerSource: 'TokenGeneration_ClientCredentials', callerContext: { clientId } };

/** The caller that the API reads from a new token. */
async function bearerOf(event: object) {
  const { response } = await addClaims(event as never);
  const claims = response.claimsAndScopeOverrideDetails.accessTokenGeneration?.claimsToAddOrOverride;
  return callerOf({ sub: 'someone', ...claims });
}

describe('what an operator grants', () => {
  it('is in the next token, replaces what was granted before, and can be taken away', async () => {
    expect(await bearerOf(signedIn)).toBeUndefined();
    const weber = ['--role', 'dentist', '--tenant', 'northside', '--customer', 'dr-weber'];
    expect(grant('--user', sub, ...weber)).toEqual({
      status: 0,
      said: `Check the id: the catalogue has no such entry yet. USER#${sub} is now dentist northside dr-weber, from the next token on.\n`,
    });
    expect(await bearerOf(signedIn)).toEqual({
      sub: 'someone',
      role: 'dentist',
      tenantId: 'northside',
      customerId: 'dr-weber',
    });

    expect(grant('--user', sub, '--role', 'manager', '--tenant', 'northside').status).toBe(0);
    expect(await bearerOf(signedIn)).toEqual({ sub: 'someone', role: 'manager', tenantId: 'northside' });

    expect(grant('--user', sub).said).toBe(`USER#${sub} is manager northside.\n`);

    expect(grant('--user', sub, '--revoke').said).toContain(`USER#${sub} was manager northside. The grant is revoked.`);
    expect(await bearerOf(signedIn)).toBeUndefined();
    expect(grant('--user', sub, '--revoke').said).toBe(`Nothing was granted to USER#${sub}.\n`);
    expect(grant('--user', sub).said).toBe(`Nothing was granted to USER#${sub}.\n`);
  });

  it('to a client id is not granted to a user whose sub is the same', async () => {
    expect(grant('--client', clientId, '--role', 'laboratory', '--laboratory', 'apex-lab').status).toBe(0);
    expect(await bearerOf(system)).toEqual({ sub: 'someone', role: 'laboratory', laboratoryId: 'apex-lab' });
    expect(await bearerOf({ ...signedIn, request: { userAttributes: { sub: clientId } } })).toBeUndefined();
  });

  it('has the name that the operator typed, or else the name of the catalogue entry', async () => {
    const { dynamodb, TableName } = await import('#functions/store/client.ts');
    const enter = (key: object, entry: object) =>
      dynamodb.send(
        new PutCommand({ TableName, Item: { ...key, version: 1, updatedAt: null, updatedBy: null, ...entry } }),
      );
    const person = { firstName: 'Олена', lastName: 'Шевченко', active: true };
    await enter(keys.entry('named', 'employees', 'olena'), { employeeId: 'olena', ...person });
    await enter(keys.entry('named', 'customers', 'dr-weber'), {
      customerId: 'dr-weber',
      ...person,
      firstName: 'x'.repeat(100),
      clinic: 'Mitte',
    });
    await enter(keys.profile('named-lab'), { laboratoryId: 'named-lab', name: 'Named Laboratory' });
    const granted = async (...options: string[]) => {
      const { said } = grant('--user', sub, ...options);
      return [said, (await bearerOf(signedIn))?.name];
    };
    const technician = ['--role', 'technician', '--tenant', 'named', '--employee', 'olena'];
    expect(await granted(...technician)).toEqual([
      `USER#${sub} is now technician named olena, called Олена Шевченко, from the next token on.\n`,
      'Олена Шевченко',
    ]);
    expect(await granted(...technician, '--name', ' Olena ')).toEqual([
      `USER#${sub} is now technician named olena, called Olena, from the next token on.\n`,
      'Olena',
    ]);
    expect(grant('--user', sub).said).toBe(`USER#${sub} is technician named olena, called Olena.\n`);
    const manager = ['--role', 'manager', '--tenant', 'named'];
    expect((await granted(...manager, '--name', 'Katrin Vogel'))[1]).toBe('Katrin Vogel');
    expect(await granted(...manager)).toEqual([
      `USER#${sub} is now manager named, from the next token on.\n`,
      undefined,
    ]);
    expect((await granted('--role', 'laboratory', '--laboratory', 'named-lab'))[1]).toBe('Named Laboratory');
    const tooLong = ['--role', 'dentist', '--tenant', 'named', '--customer', 'dr-weber'];
    expect(await granted(...tooLong)).toEqual([
      `USER#${sub} is now dentist named dr-weber, from the next token on.\n`,
      undefined,
    ]);
    expect(grant('--user', sub, '--revoke').status).toBe(0);
  });

  it('is found whether the sub was typed in upper or lower case', async () => {
    expect(grant('--user', sub.toUpperCase(), '--role', 'manager', '--tenant', 'northside').status).toBe(0);
    expect(await bearerOf(signedIn)).toMatchObject({ role: 'manager' });
    expect(grant('--user', sub.toUpperCase(), '--revoke').status).toBe(0);
    expect(await bearerOf(signedIn)).toBeUndefined();
  });

  it('is refused without TABLE_NAME, and the command says to set it', () => {
    const { TABLE_NAME: _, ...env } = process.env;
    const { status, said } = grantIn(env, '--user', sub, '--role', 'manager', '--tenant', 'northside');
    expect(status).toBe(1);
    expect(said).toMatch(/^The environment lacks TABLE_NAME\.\n\nSet TABLE_NAME to the table of the stage/);
  });

  it.each([
    ['nobody', ['--role', 'manager', '--tenant', 'northside'], 'Send either --user or --client.'],
    ['a user and a client', ['--user', sub, '--client', clientId, '--revoke'], 'Send either --user or --client.'],
    [
      'a user by their address',
      ['--user', 'weber@northside.example', '--role', 'manager', '--tenant', 'northside'],
      '--user: Send the sub',
    ],
    ['an unknown role', ['--user', sub, '--role', 'boss', '--tenant', 'northside'], 'role'],
    ['a dentist without a customer', ['--user', sub, '--role', 'dentist', '--tenant', 'northside'], '--customer'],
    [
      'a manager with a laboratory',
      ['--user', sub, '--role', 'manager', '--tenant', 'northside', '--laboratory', 'apex-lab'],
      '--laboratory: Leave it out',
    ],
    ['a tenant id with a space', ['--user', sub, '--role', 'manager', '--tenant', 'North Side'], '--tenant'],
    [
      'somebody whose grant is revoked in the same command',
      ['--user', sub, '--revoke', '--role', 'manager'],
      '--revoke: Leave out',
    ],
    [
      'a name of more than 100 characters',
      ['--user', sub, '--role', 'manager', '--tenant', 'northside', '--name', 'x'.repeat(101)],
      '--name: Send one line of 1 to 100 characters',
    ],
    [
      'an empty name',
      ['--user', sub, '--role', 'manager', '--tenant', 'northside', '--name', ''],
      '--name: Send one line',
    ],
    ['a name without a role', ['--user', sub, '--name', 'Katrin Vogel'], '--role'],
    [
      'a name whose grant is revoked in the same command',
      ['--user', sub, '--revoke', '--name', 'Katrin Vogel'],
      '--revoke: Leave out',
    ],
    ['an unknown option', ['--user', sub, '--rol', 'manager'], '--rol'],
  ])('is refused for %s, and the command says how it is used', async (_, options, fault) => {
    const { status, said } = grant(...options);
    expect(status).toBe(1);
    expect(said).toContain(fault);
    expect(said).toContain('npm run grant -- --user <sub> --role manager --tenant northside');
    expect(await bearerOf(signedIn)).toBeUndefined();
  });
});
