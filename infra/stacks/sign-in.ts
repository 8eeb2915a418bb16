import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  LambdaVersion,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  UserPoolClient,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Configuration as DeskConfiguration } from '#desk/configuration.ts';
import { resourceServer, scope as useOrders } from '#functions/contract/route.ts';
import type { Configuration } from '#infra/configuration.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { OrderFunction } from '#infra/stacks/order-function.ts';

/** Sign-in with Cognito: people with a second factor, systems with a client secret. `npm run grant` grants their roles. */
export class SignIn extends Stack {
  readonly pool: UserPool;
  /** The client of the clinics' pages. */
  readonly people: UserPoolClient;
  /** The address where programs get tokens. */
  readonly tokens: string;
  /** How people sign in on the desk. */
  readonly forPeople: DeskConfiguration['signIn'];
  readonly #useOrders: OAuthScope;

  constructor(scope: Construct, id: string, data: OrderData, stage: string, configuration: Configuration) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      featurePlan: FeaturePlan.ESSENTIALS,
      // Cognito cannot change these two after the pool is created.
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const addClaims = new OrderFunction(this, 'addClaims', {
      file: 'functions/events/add-claims.ts',
      data,
      description: 'Add the granted role to a new token.',
    });
    this.pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, addClaims, LambdaVersion.V3_0);

    const { identifier, scopeName } = resourceServer;
    const orders = new ResourceServerScope({ scopeName, scopeDescription: 'Work with orders.' });
    const server = this.pool.addResourceServer('Api', { identifier, scopes: [orders] });
    this.#useOrders = OAuthScope.resourceServer(server, orders);

    this.people = this.pool.addClient('People', {
      // A web page cannot keep a client secret. PKCE protects the authorization code instead.
      generateSecret: false,
      // Set explicitly, because the default allows direct sign-in. People sign in on Cognito's page and use refresh tokens.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, this.#useOrders],
        callbackUrls: [`${configuration.pages}/signed-in`],
        logoutUrls: [`${configuration.pages}/`],
      },
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });

    const page = this.pool.addDomain('Page', {
      cognitoDomain: { domainPrefix: `${stage}-order-desk-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.tokens = `${page.baseUrl()}/oauth2/token`;
    this.forPeople = {
      kind: 'page',
      issuer: this.pool.userPoolProviderUrl,
      authorize: `${page.baseUrl()}/oauth2/authorize`,
      tokens: this.tokens,
      signOut: `${page.baseUrl()}/logout`,
      clientId: this.people.userPoolClientId,
      scope: `openid ${useOrders}`,
    };
    new CfnManagedLoginBranding(this, 'Look', {
      userPoolId: this.pool.userPoolId,
      clientId: this.people.userPoolClientId,
      useCognitoProvidedValues: true,
    });

    new CfnOutput(this, 'UserPoolId', { value: this.pool.userPoolId });
    new CfnOutput(this, 'SignInUrl', {
      value: page.baseUrl(),
      description: 'Where people sign in and systems get tokens.',
    });
    new CfnOutput(this, 'PeopleClientId', { value: this.people.userPoolClientId });
  }

  /** Makes an app client for a system. `scope` is the API's stack, so that the authorizer and the client change together. */
  clientFor(scope: Construct, name: string): UserPoolClient {
    const client = new UserPoolClient(scope, `${name}-client`, {
      userPool: this.pool,
      userPoolClientName: name,
      generateSecret: true,
      authFlows: { userSrp: false },
      oAuth: { flows: { clientCredentials: true }, scopes: [this.#useOrders] },
      accessTokenValidity: Duration.hours(1),
    });
    new CfnOutput(scope, `${name}-client-id`, { value: client.userPoolClientId });
    return client;
  }
}
