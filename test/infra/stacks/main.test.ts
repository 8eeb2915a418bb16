import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';
import { OrderDesk } from '#infra/main.ts';
import { newApp, resourcesIn, templatesOf } from '#test/support/stacks.ts';

const app = newApp();
const [dev, prod] = ['dev', 'prod'].map((stage) => templatesOf(new OrderDesk(app, stage)));
if (!dev || !prod) throw new Error('There are two stages.');
const { data, api, folders } = dev;
/** The templates of the API's stack and of those nested in it, which hold no data. */
const replaced = Object.entries(dev.all).flatMap(([path, template]) => (path.startsWith('OrderApi') ? [template] : []));
/** The templates with the functions of the API. */
const serving = [...folders.values(), api];

const onlyOne = (from: Template, type: string) => {
  const [resource = {}, ...others] = Object.values(from.findResources(type));
  expect(others).toEqual([]);
  return resource;
};

/** Whether a property is a text, literal or joined, and not only a reference to another resource. */
const isSaid = (value: unknown) => typeof value === 'string' || 'Fn::Join' in Object(value);

/** Types of resources whose names are unique only within an API or a user pool. */
const isWithin = /^AWS::(ApiGatewayV2::|Cognito::UserPoolResourceServer)/;

/** The physical names that the templates of a stage set, each as type, property and value. */
const physicalNames = ({ all }: { all: Record<string, Template> }): string[] =>
  Object.values(all).flatMap((template) =>
    Object.values<Record<string, Record<string, unknown>>>(template.toJSON()['Resources']).flatMap(
      ({ Type, Properties = {} }) =>
        Object.entries(Properties)
          // A client's name counts within its pool, and a metric's within its namespace.
          .filter(([member, value]) => /(Name|^Domain)$/.test(member) && isSaid(value))
          .filter(([member]) => member !== 'ClientName' && member !== 'MetricName' && !isWithin.test(String(Type)))
          .map(([member, value]) => `${Type} ${member} ${JSON.stringify(value)}`),
    ),
  );

describe('the app', () => {
  test('can deploy two stages in one account: no physical name is the same', () => {
    const stacks = app.node.findAll().filter((construct) => construct instanceof Stack);
    expect(stacks.filter(({ nestedStackParent }) => !nestedStackParent).map(({ stackName }) => stackName)).toEqual(
      ['dev', 'prod'].flatMap((stage) =>
        ['OrderData', 'SignIn', 'OrderApi', 'Pages'].map((name) => `${stage}-${name}`),
      ),
    );
    const logicalIds = ({ all }: typeof dev) =>
      Object.entries(all).map(([path, template]) => [path, Object.keys(template.toJSON()['Resources'])]);
    expect(logicalIds(prod)).toEqual(logicalIds(dev));
    expect(physicalNames(dev).filter((name) => physicalNames(prod).includes(name))).toEqual([]);
    expect(JSON.stringify(prod.all)).not.toContain('dev-');
  });

  test('keeps table, files, keys, backups and user pool when a stack is deleted', () => {
    const kept = Object.values({ ...data.toJSON()['Resources'], ...dev.signIn.toJSON()['Resources'] })
      .map((resource) => Object(resource))
      .filter(({ Type }) => /::(GlobalTable|Bucket|Queue|Key|UserPool|BackupVault)$/.test(Type));
    expect(kept.map(({ Type }) => Type.split('::').at(-1)).toSorted()).toEqual([
      'BackupVault',
      'Bucket',
      'Bucket',
      'GlobalTable',
      'Key',
      ...Array(6).fill('Queue'),
      'UserPool',
    ]);
    for (const { DeletionPolicy, UpdateReplacePolicy } of kept)
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
    // The stacks of the API hold no data.
    expect(JSON.stringify(replaced)).not.toMatch(/"AWS::(DynamoDB|S3|SQS|KMS)::/);
  });

  test('can remove a function or a system in one deployment: no other stack imports them', () => {
    const outputs = replaced.flatMap((template) => Object.entries(template.findOutputs('*')));
    expect(outputs.filter(([, output]) => 'Export' in output)).toEqual([]);
    expect(JSON.stringify([data, dev.signIn])).not.toContain('apex');
  });

  test('asks before every change of a stack: by default CDK asks only about rights, and not those in nested stacks', () => {
    expect(JSON.parse(readFileSync('cdk.json', 'utf8'))).toMatchObject({ requireApproval: 'any-change' });
  });

  test('deploys no setting of the local product', () => {
    // The API says where Cognito gives tokens. Nothing of ours does.
    const cognito = '.auth.eu-central-1.amazoncognito.com/oauth2/token';
    for (const template of Object.values(dev.all))
      expect(JSON.stringify(template).replaceAll(cognito, '')).not.toMatch(/oauth2\/token|\/local\//);
  });

  test('outputs its URLs and ids', () => {
    const outputs = Object.values(dev.all).flatMap((template) => Object.keys(template.findOutputs('*')));
    for (const name of [
      'Url',
      'UserPoolId',
      'SignInUrl',
      'PeopleClientId',
      'apexlabclientid',
      'TableName',
      'BusName',
      'PagesUrl',
    ])
      expect(outputs).toContain(name);
  });
});

describe('the table', () => {
  const attributes = [table.partitionKey, table.sortKey, ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`])];
  const keySchema = (partitionKey: string, sortKey: string) => [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
  const { Properties, DeletionPolicy, UpdateReplacePolicy } = onlyOne(data, 'AWS::DynamoDB::GlobalTable');

  test('has the keys and indexes of table.ts, and the indexes project what a list row shows', () => {
    expect(Properties.KeySchema).toEqual(keySchema(table.partitionKey, table.sortKey));
    expect(Properties.AttributeDefinitions).toEqual(
      attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    );
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      indexes.map((index) => ({
        IndexName: index,
        KeySchema: keySchema(`${index}PK`, `${index}SK`),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projectedAttributes[index] },
      })),
    );
  });

  test('streams both images, expires items, and cannot be deleted by a deployment', () => {
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: table.expiry, Enabled: true },
    });
    expect(Properties.Replicas).toMatchObject([
      {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] } },
      },
    ]);
    // A first deployment that fails deletes it again, so that a second one can succeed.
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });
});

describe('the KMS key of the data', () => {
  const inThisRegion = (service: string) => ({
    'Fn::Join': ['', [`${service}.`, { Ref: 'AWS::Region' }, '.amazonaws.com']],
  });
  const { Statement } = onlyOne(data, 'AWS::KMS::Key')['Properties'].KeyPolicy;

  test('can be used only from the account, and only through DynamoDB and S3', () => {
    const [owner, through, ...services] = Statement;
    expect(owner.Principal).toEqual({ AWS: { 'Fn::Join': ['', expect.arrayContaining([{ Ref: 'AWS::AccountId' }])] } });
    expect(through.Principal).toEqual({ AWS: '*' });
    expect(through.Condition).toEqual({
      StringEquals: {
        'kms:CallerAccount': { Ref: 'AWS::AccountId' },
        'kms:ViaService': ['dynamodb', 's3'].map(inThisRegion),
      },
    });
    expect(services).toMatchObject([
      { Principal: { Service: inThisRegion('logs') }, Condition: { ArnLike: expect.anything() } },
      {
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });

  test('can be managed only by its account', () => {
    for (const { Action } of Statement.slice(1)) expect(JSON.stringify(Action)).not.toContain('*');
  });
});

describe('the bucket', () => {
  const buckets = Object.entries(data.findResources('AWS::S3::Bucket'));
  const { Properties, DeletionPolicy } = buckets.find(([id]) => /^Files/.test(id))?.[1] ?? {};

  test('is private, encrypted, versioned, and cannot be deleted by a deployment', () => {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
        ],
      },
      LoggingConfiguration: { DestinationBucketName: { Ref: expect.stringMatching(/^FileRequests/) } },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(DeletionPolicy).toBe('RetainExceptOnCreate');
  });

  test("can be read by the stage's pages, and by no others", () => {
    expect(Properties.CorsConfiguration.CorsRules).toEqual([
      {
        AllowedOrigins: ['https://dev.orders.example.com'],
        AllowedMethods: ['GET'],
        AllowedHeaders: ['range'],
        ExposedHeaders: ['accept-ranges', 'content-disposition', 'content-length', 'content-range', 'etag'],
        MaxAge: 7200,
      },
    ]);
    const others = buckets.filter(([id]) => !/^Files/.test(id));
    expect(others.length).toBeGreaterThan(0);
    for (const [, bucket] of others) expect(bucket['Properties']).not.toHaveProperty('CorsConfiguration');
  });

  test('refuses connections without TLS', () => {
    const policies = Object.values(data.findResources('AWS::S3::BucketPolicy'));
    expect(policies).toHaveLength(buckets.length);
    for (const { Properties } of policies)
      expect(Properties.PolicyDocument.Statement).toMatchObject([
        { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Deny', Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
        // S3 itself may write access logs.
        ...(/FileRequests/.test(JSON.stringify(Properties.Bucket))
          ? [{ Effect: 'Allow', Action: 's3:PutObject', Principal: { Service: 'logging.s3.amazonaws.com' } }]
          : []),
      ]);
  });

  test('deletes prints of drafts a day after the table does, and nothing else', () => {
    expect(Properties.LifecycleConfiguration.Rules).toMatchObject([
      { Prefix: 'draft/', ExpirationInDays: 31, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
      { Prefix: 'draft/', ExpiredObjectDeleteMarker: true, Status: 'Enabled' },
    ]);
  });
});

describe('the queues', () => {
  test('keep messages for 14 days, encrypted, and move those that fail to dead-letter queues', () => {
    const { RetryQueue, DeadLetters } = Object.fromEntries(
      Object.entries(data.findResources('AWS::SQS::Queue')).map(([id, { Properties }]) => [
        id.slice(0, -8),
        Properties,
      ]),
    );
    for (const queue of [RetryQueue, DeadLetters]) {
      expect(queue).toMatchObject({ MessageRetentionPeriod: 14 * 24 * 3600, SqsManagedSseEnabled: true });
    }
    expect(RetryQueue.RedrivePolicy.deadLetterTargetArn['Fn::GetAtt'][0]).toMatch(/^DeadLetters/);
  });

  test('refuse connections without TLS', () => {
    const policies = Object.values(data.findResources('AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(6);
    for (const { Properties } of policies) {
      const [first, ...others] = Properties.PolicyDocument.Statement;
      expect(first).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
      for (const other of others) expect(other).toMatchObject({ Principal: { Service: 'events.amazonaws.com' } });
    }
  });
});

describe('the API', () => {
  const found = Object.values(resourcesIn(serving, 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties);
  const nested = api.findResources('AWS::CloudFormation::Stack');
  const parameters = Object.assign({}, ...Object.values(nested).map(({ Properties }) => Properties.Parameters));
  /** The logical id in the API's stack of a reference, which in a nested stack is a parameter. */
  const told = ({ Ref }: { Ref: string }): string => parameters[Ref]?.Ref ?? Ref;

  /**
   * The routes in a template, each with its authorization type and its function. Fails unless integration and function
   * are in the same template.
   */
  const servedBy = (template: Template) => {
    const integrations = template.findResources('AWS::ApiGatewayV2::Integration');
    const functions = template.findResources('AWS::Lambda::Function');
    return Object.values(template.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
      const integration = integrations[Properties.Target['Fn::Join'][1][1].Ref]?.['Properties'];
      const [answering] = integration.IntegrationUri['Fn::GetAtt'];
      expect(Object.keys(functions)).toContain(answering);
      return [Properties.RouteKey, Properties.AuthorizationType, answering.slice(0, -8)];
    });
  };

  test('has a route with a function and an authorizer for every row of the route table, in the stack of its folder', () => {
    const rows = Map.groupBy(Object.values<Route>(routes), ({ folder }) => folder);
    expect([...folders.keys()]).toEqual([...rows.keys()]);
    for (const [folder, template] of folders) {
      const expected = rows
        .get(folder as Route['folder'])
        ?.map(({ name, method, path }) => [`${method} ${path}`, 'JWT', name]);
      expect(servedBy(template)).toEqual(expected);
      template.resourceCountIs('AWS::Lambda::Function', expected?.length ?? 0);
    }
  });

  test('has a default route, and no other functions beside those of routes than announcers and deliveries', () => {
    expect(servedBy(api)).toEqual([['$default', 'NONE', 'unknownRoute']]);
    api.resourceCountIs('AWS::Lambda::Function', 4);
  });

  test('may call a function only for its own route', () => {
    const [apiId] = Object.keys(api.findResources('AWS::ApiGatewayV2::Api'));
    const textOf = (part: string | { Ref: string }) => (typeof part === 'string' ? part : `<${told(part)}>`);
    const permitted = Object.values(resourcesIn(serving, 'AWS::Lambda::Permission')).map(({ Properties }) => [
      Properties.FunctionName['Fn::GetAtt'][0].slice(0, -8),
      Properties.Principal,
      Properties.SourceArn['Fn::Join'][1].map(textOf).join(''),
    ]);
    const permit = (name: string, path: string) => [
      name,
      'apigateway.amazonaws.com',
      `arn:<AWS::Partition>:execute-api:eu-central-1:<AWS::AccountId>:<${apiId}>/*/*${path}`,
    ];
    const rows = Object.values<Route>(routes).map(({ name, path }) => permit(name, path));
    expect(permitted.toSorted()).toEqual([...rows, permit('unknownRoute', '')].toSorted());
  });

  test('makes its stage after all routes, so that it is deployed once', () => {
    const { DependsOn } = onlyOne(api, 'AWS::ApiGatewayV2::Stage');
    const [unknown] = Object.keys(api.findResources('AWS::ApiGatewayV2::Route'));
    const ofFolders = Object.keys(nested).filter((id) => !id.startsWith('Watch'));
    expect(ofFolders).toHaveLength(folders.size);
    expect(DependsOn).toEqual(expect.arrayContaining([...ofFolders, unknown]));
  });

  test('accepts only access tokens of the user pool, for people and each system', () => {
    const { AuthorizerType, JwtConfiguration } = onlyOne(api, 'AWS::ApiGatewayV2::Authorizer')['Properties'];
    // The nested stacks use the authorizer of the API's stack and have none of their own.
    const [authorizer, ...another] = Object.keys(resourcesIn(serving, 'AWS::ApiGatewayV2::Authorizer'));
    expect(another).toEqual([]);
    expect(AuthorizerType).toBe('JWT');
    expect(JSON.stringify(JwtConfiguration.Issuer)).toMatch(/cognito-idp.*SignIn:ExportsOutputRefPool/);
    const audience = JwtConfiguration.Audience.map((one: object) => JSON.stringify(one));
    expect(audience).toHaveLength(2);
    expect(audience[0]).toMatch(/RefPoolPeople/);
    expect(audience[1]).toMatch(/"Ref":"apexlabclient/);
    const guarded = found.filter(({ AuthorizationType }) => AuthorizationType === 'JWT');
    expect(guarded).toHaveLength(Object.keys(routes).length);
    for (const { AuthorizationScopes, AuthorizerId } of guarded) {
      expect(AuthorizationScopes).toEqual(['order-desk/orders']);
      expect(told(AuthorizerId)).toBe(authorizer);
    }
    // API Gateway refuses scopes on a route without an authorizer.
    const [open, ...others] = found.filter(({ AuthorizationType }) => AuthorizationType !== 'JWT');
    expect(others).toEqual([]);
    expect(open).not.toHaveProperty('AuthorizationScopes');
  });

  test('throttles requests as the configuration says', () => {
    expect(onlyOne(api, 'AWS::ApiGatewayV2::Stage')['Properties'].DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });

  test('logs route and outcome of every request, never its path or query', () => {
    const { AccessLogSettings } = onlyOne(api, 'AWS::ApiGatewayV2::Stage')['Properties'];
    expect(JSON.stringify(AccessLogSettings.DestinationArn)).toContain('Requests');
    const logged = AccessLogSettings.Format.match(/\$context\.[\w.]+/g);
    expect(logged).toEqual([
      '$context.requestTimeEpoch',
      '$context.requestId',
      '$context.identity.sourceIp',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
      '$context.error.responseType',
    ]);
    const line = AccessLogSettings.Format.replaceAll(/"\$context[\w.]+"/g, '"x"').replaceAll(/\$context[\w.]+/g, '1');
    expect(JSON.parse(line)).toMatchObject({ route: 'x', status: 1 });
  });

  test("can be called by the stage's pages, and by no others", () => {
    const { CorsConfiguration } = onlyOne(api, 'AWS::ApiGatewayV2::Api')['Properties'];
    expect(CorsConfiguration).toMatchObject({
      AllowOrigins: ['https://dev.orders.example.com'],
      AllowMethods: expect.arrayContaining(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
      AllowHeaders: [
        'authorization',
        'content-type',
        'idempotency-key',
        'if-match',
        'if-none-match',
        'prefer',
        'traceparent',
      ],
      ExposeHeaders: ['etag', 'link', 'location', 'preference-applied', 'retry-after', 'x-request-id'],
    });
  });

  test('limits the concurrency of long polling and of prints', () => {
    const reserved = Object.entries(resourcesIn(serving, 'AWS::Lambda::Function')).flatMap(([id, { Properties }]) =>
      Properties.ReservedConcurrentExecutions ? [[id.slice(0, -8), Properties.ReservedConcurrentExecutions]] : [],
    );
    expect(reserved.toSorted()).toEqual([
      ['getFeed', 100],
      ['getLabFeed', 100],
      ['printLabOrder', 50],
      ['printOrder', 50],
      ['testLabSubscription', 20],
      ['testSubscription', 20],
    ]);
  });

  test('tells every function that answers requests where the pages are, and no other', () => {
    const told = Object.entries(resourcesIn(serving, 'AWS::Lambda::Function')).flatMap(([id, { Properties }]) => {
      const pages = Properties.Environment.Variables['PAGES_URL'];
      return pages ? [[id.slice(0, -8), pages]] : [];
    });
    const answering = [...Object.keys(routes), 'unknownRoute'].toSorted();
    expect(told.toSorted()).toEqual(answering.map((name) => [name, 'https://dev.orders.example.com']));
  });

  test('tells unknownRoute where tokens are to be had, which only Cognito gives', () => {
    const { TOKENS_URL } = Object.values(api.findResources('AWS::Lambda::Function'))
      .map(({ Properties }) => Properties.Environment.Variables)
      .find((variables) => 'TOKENS_URL' in variables);
    expect(TOKENS_URL['Fn::Join'][1]).toEqual([
      'https://',
      { 'Fn::ImportValue': expect.stringMatching(/^dev-SignIn:ExportsOutputRefPoolPage/) },
      '.auth.eu-central-1.amazoncognito.com/oauth2/token',
    ]);
  });

  test('tells unknownRoute the known paths, within the 4 KB of environment that Lambda takes', () => {
    const told = Object.entries(resourcesIn(serving, 'AWS::Lambda::Function')).map(([id, { Properties }]) => ({
      name: id.slice(0, -8),
      variables: Properties.Environment?.Variables ?? {},
    }));
    const [unknownRoute, ...others] = told.filter(({ variables }) => 'KNOWN_PATHS' in variables);
    expect([unknownRoute?.name, others]).toEqual(['unknownRoute', []]);
    expect(JSON.parse(unknownRoute?.variables['KNOWN_PATHS'])).toMatchObject({
      'GET, PUT': expect.arrayContaining(['/settings']),
    });
    for (const { variables } of told) expect(JSON.stringify(variables).length).toBeLessThan(4000);
  });

  test('runs every function on the Node version of the repository, with a log that expires', () => {
    for (const template of [...serving, dev.signIn]) {
      template.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
      const logs = Object.entries(template.findResources('AWS::Logs::LogGroup'));
      expect(logs.length).toBeGreaterThan(0);
      for (const [id, { Properties }] of logs) {
        expect([id, Properties.RetentionInDays]).toEqual([id, /^Requests/.test(id) ? 365 : 90]);
        expect(JSON.stringify(Properties.KmsKeyId)).toContain('OrderData:ExportsOutputFnGetAttKey');
      }
    }
  });
});

describe('the announcer', () => {
  const [stream, retries] = ['announce', 'announceAgain'].map((name) =>
    Object.values(api.findResources('AWS::Lambda::EventSourceMapping'))
      .map(({ Properties }) => Properties)
      .find(({ FunctionName }) => FunctionName.Ref.slice('Announcer'.length, -8) === name),
  );

  test('gets every change of an order and every message in sequence, and a record that fails does not stop the others', () => {
    expect(stream).toMatchObject({
      FilterCriteria: {
        Filters: [
          { Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"SK":{"S":["ORDER"]}}}}' },
          { Pattern: '{"eventName":["INSERT","MODIFY"],"dynamodb":{"Keys":{"SK":{"S":[{"prefix":"MESSAGE#"}]}}}}' },
        ],
      },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 100,
    });
    expect(JSON.stringify(stream?.EventSourceArn)).toContain('StreamArn');
    expect(JSON.stringify(stream?.DestinationConfig.OnFailure)).toContain('Stranded');
  });

  test('retries from its own queue, message by message', () => {
    expect(retries?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(JSON.stringify(retries?.EventSourceArn)).toContain('RetryQueue');
  });
});
