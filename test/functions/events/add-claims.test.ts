import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { callerOf } from '#functions/claims.ts';
import { handler } from '#functions/events/add-claims.ts';
import { dynamodb } from '#functions/store/client.ts';

const mocked = mockClient(dynamodb);
beforeEach(() => mocked.reset());

const sub = '1d2f6c3a-5b7e-4a44-9c3b-7a1f0a2f9c11';
const clientId = '4k9q2n8c1r7v5m3x6z0b2d4f6h';

/** Recorded events of Cognito (trigger version V3_0), by the way the token was requested. */
const signedIn = (triggerSource: string) => ({
  version: '3',
  triggerSource,
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_pool',
  userName: sub,
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'people' },
  request: {
    userAttributes: {
      sub,
      'cognito:user_status': 'CONFIRMED',
      email_verified: 'true',
      email: 'weber@northside.example',
    },
    groupConfiguration: { groupsToOverride: [], iamRolesToOverride: [], preferredRole: null },
    scopes: ['openid', 'order-desk/orders'],
  },
  response: { claimsAndScopeOverrideDetails: null },
});
const system = {
  version: '3',
  triggerSource: 'TokenGeneration_ClientCredentials',
  region: 'eu-central-1',
  userPoolId: 'eu-central-1_pool',
  userName: 'ClientCredentials',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
  request: {
    userAttributes: {},
    groupConfiguration: {},
    scopes: ['order-desk/orders'],
    clientMetadata: { role: 'manager' },
  },
  response: { claimsAndScopeOverrideDetails: null },
};

/** Calls the trigger with an event of Cognito. */
const answer = async (event: object) => {
  const { response, ...same } = await handler(event as Parameters<typeof handler>[0]);
  const { response: _asked, ...sent } = event as typeof system;
  expect(same).toEqual(sent);
  return response.claimsAndScopeOverrideDetails;
};

describe('a token', () => {
  test.each([
    'TokenGeneration_HostedAuth',
    'TokenGeneration_Authentication',
    'TokenGeneration_NewPasswordChallenge',
    'TokenGeneration_RefreshTokens',
  ])('of a person has the claims of their grant, for the trigger %s', async (triggerSource) => {
    const grant = { role: 'dentist', tenantId: 'northside', customerId: 'dr-weber', name: 'Anna Weber' };
    mocked.on(GetCommand).resolves({ Item: { PK: `USER#${sub}`, SK: 'CLAIMS', ...grant } });
    const { accessTokenGeneration, ...others } = (await answer(signedIn(triggerSource))) ?? {};
    expect(others).toEqual({});
    expect(accessTokenGeneration).toEqual({
      claimsToAddOrOverride: {
        role: 'dentist',
        tenant_id: 'northside',
        customer_id: 'dr-weber',
        name: 'Anna Weber',
      },
    });
    expect(callerOf({ sub, ...accessTokenGeneration?.claimsToAddOrOverride })).toEqual({ sub, ...grant });
    expect(mocked.calls().map(({ args }) => args[0].input)).toEqual([
      { TableName: 'orders', Key: { PK: `USER#${sub}`, SK: 'CLAIMS' }, ConsistentRead: true },
    ]);
  });

  test('of a system has the claims of its client’s grant, whatever the request says', async () => {
    mocked.on(GetCommand).resolves({ Item: { role: 'laboratory', laboratoryId: 'apex-lab' } });
    expect(await answer(system)).toEqual({
      accessTokenGeneration: { claimsToAddOrOverride: { role: 'laboratory', laboratory_id: 'apex-lab' } },
    });
    expect(mocked.calls()[0]?.args[0].input).toMatchObject({ Key: { PK: `CLIENT#${clientId}`, SK: 'CLAIMS' } });
  });

  test('has no name if the stored one is invalid, and the log does not contain it', async () => {
    const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    for (const name of ['', 'x'.repeat(101), 7, ['Anna'], 'Anna\u0000']) {
      mocked.on(GetCommand).resolves({ Item: { role: 'manager', tenantId: 'northside', name } });
      expect(await answer(signedIn('TokenGeneration_HostedAuth'))).toEqual({
        accessTokenGeneration: { claimsToAddOrOverride: { role: 'manager', tenant_id: 'northside' } },
      });
    }
    mocked.on(GetCommand).resolves({ Item: { role: 'manager', tenantId: 'northside', name: 'Anna Weber' } });
    await handler(signedIn('TokenGeneration_HostedAuth') as never);
    expect(said.mock.calls).toHaveLength(6);
    expect(said.mock.calls.join()).not.toContain('Anna');
    said.mockRestore();
  });

  test('without a grant has no claims, so that the API answers 401', async () => {
    mocked.on(GetCommand).resolves({});
    const { accessTokenGeneration } = (await answer(signedIn('TokenGeneration_HostedAuth'))) ?? {};
    expect(accessTokenGeneration).toEqual({ claimsToAddOrOverride: {} });
    expect(callerOf({ sub })).toBeUndefined();
  });

  test('is not issued if the grant cannot be read, or the event names nobody', async () => {
    mocked.on(GetCommand).rejects(new Error('The table is away.'));
    await expect(handler(signedIn('TokenGeneration_HostedAuth') as never)).rejects.toThrow('away');
    await expect(handler({ ...system, callerContext: {} } as never)).rejects.toThrow();
    mocked.on(GetCommand).resolves({ Item: { role: 'dentist', tenantId: 'northside' } });
    await expect(handler(signedIn('TokenGeneration_HostedAuth') as never)).rejects.toThrow();
  });
});
