import { describe, expect, test } from 'vitest';
import { newDesk, templatesOf } from '#test/support/stacks.ts';

const { signIn, api } = templatesOf(newDesk());
const only = (type: string) => {
  const found = Object.values(signIn.findResources(type));
  expect(found).toHaveLength(1);
  return found[0]?.['Properties'];
};

describe('signing in', () => {
  test('asks people for a second factor and a long password, and lets nobody sign up by themselves', () => {
    expect(only('AWS::Cognito::UserPool')).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      Policies: { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true } },
      DeletionProtection: 'ACTIVE',
    });
  });

  test('calls the trigger for tokens of people and of systems', () => {
    const { LambdaConfig } = only('AWS::Cognito::UserPool');
    expect(LambdaConfig).toEqual({
      PreTokenGenerationConfig: {
        LambdaArn: { 'Fn::GetAtt': [expect.stringMatching(/^addClaims/), 'Arn'] },
        LambdaVersion: 'V3_0',
      },
    });
    const { Principal, SourceArn } = only('AWS::Lambda::Permission');
    expect(Principal).toBe('cognito-idp.amazonaws.com');
    expect(SourceArn).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Pool/), 'Arn'] });
  });

  test('lets users write no attribute that a token contains', () => {
    expect(only('AWS::Cognito::UserPool')).not.toHaveProperty('Schema');
  });

  test("gives people a code only for the stage's own pages, and systems a token for their secret", () => {
    const people = only('AWS::Cognito::UserPoolClient');
    const [system] = Object.values(api.findResources('AWS::Cognito::UserPoolClient')).map(
      ({ Properties }) => Properties,
    );
    const scope = { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^PoolApi/) }, '/orders']] };
    expect(people).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', scope],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: false,
      CallbackURLs: ['https://dev.orders.example.com/signed-in'],
      LogoutURLs: ['https://dev.orders.example.com/'],
      AccessTokenValidity: 60,
      RefreshTokenValidity: 720,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
    });
    const imported = { 'Fn::ImportValue': expect.stringMatching(/^dev-SignIn:ExportsOutputRefPoolApi/) };
    expect(system).toMatchObject({
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: [{ 'Fn::Join': ['', [imported, '/orders']] }],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      GenerateSecret: true,
      AccessTokenValidity: 60,
    });
    expect(system).not.toHaveProperty('CallbackURLs');
    expect(only('AWS::Cognito::UserPoolResourceServer')).toMatchObject({
      Identifier: 'order-desk',
      Scopes: [{ ScopeName: 'orders' }],
    });
  });
});
