import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { routes } from '#functions/routes.ts';
import { indexes, projected, table } from '#functions/store/table.ts';
import { OrderDesk } from '#infra/main.ts';

const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
const app = new App({ context: { ...context, 'aws:cdk:bundling-stacks': [], 'aws:cdk:disable-asset-staging': true } });
const stacks = ['dev', 'prod'].flatMap((stage) => new OrderDesk(app, stage).synth().stacks);
const names = stacks.map(({ stackName }) => stackName);
const template = (name: string) => Template.fromJSON(stacks[names.indexOf(name)]?.template);
const data = template('dev-OrderData');
const api = template('dev-OrderApi');

const onlyOne = (from: Template, type: string) => {
  const [resource = {}, ...others] = Object.values(from.findResources(type));
  expect(others).toEqual([]);
  return resource;
};

describe('the app', () => {
  test('puts two stages side by side: the same resources, named by CloudFormation', () => {
    expect(names.toSorted()).toEqual(['dev-OrderApi', 'dev-OrderData', 'prod-OrderApi', 'prod-OrderData']);
    for (const stack of ['OrderApi', 'OrderData']) {
      const dev = template(`dev-${stack}`).toJSON();
      expect(Object.keys(template(`prod-${stack}`).toJSON()['Resources'])).toEqual(Object.keys(dev['Resources']));
      expect(JSON.stringify(dev)).not.toMatch(/"(Function|Table|Queue|Role|ManagedPolicy|LogGroup|Alarm)Name":"/);
    }
  });

  test('deploys nothing of the local product', () => {
    for (const name of names) expect(JSON.stringify(template(name).toJSON())).not.toMatch(/oauth2\/token|\/local\//);
  });
});

describe('the table', () => {
  const attributes = [table.partitionKey, table.sortKey, ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`])];
  const keySchema = (partitionKey: string, sortKey: string) => [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
  const { Properties, DeletionPolicy, UpdateReplacePolicy } = onlyOne(data, 'AWS::DynamoDB::GlobalTable');

  test('has the keys and indexes of the code, and the indexes carry what a list row shows', () => {
    expect(Properties.KeySchema).toEqual(keySchema(table.partitionKey, table.sortKey));
    expect(Properties.AttributeDefinitions).toEqual(
      attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    );
    expect(Properties.GlobalSecondaryIndexes).toEqual(
      indexes.map((index) => ({
        IndexName: index,
        KeySchema: keySchema(`${index}PK`, `${index}SK`),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projected },
      })),
    );
  });

  test('streams both images, lets entries expire, and cannot be lost by a deployment', () => {
    expect(Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      TimeToLiveSpecification: { AttributeName: table.expiry, Enabled: true },
    });
    expect(Properties.Replicas).toMatchObject([
      { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    ]);
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
  });
});

describe('the bucket', () => {
  const { Properties, DeletionPolicy } = onlyOne(data, 'AWS::S3::Bucket');

  test('is private, encrypted, versioned, and cannot be lost by a deployment', () => {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(DeletionPolicy).toBe('Retain');
  });

  test('is not read or written over an open line', () => {
    const { PolicyDocument } = onlyOne(data, 'AWS::S3::BucketPolicy')['Properties'];
    expect(PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      { Effect: 'Deny', Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } },
    ]);
  });

  test('forgets what was printed of drafts, a day after the table has, and nothing else', () => {
    expect(Properties.LifecycleConfiguration.Rules).toMatchObject([
      { Prefix: 'draft/', ExpirationInDays: 31, NoncurrentVersionExpiration: { NoncurrentDays: 1 }, Status: 'Enabled' },
      { Prefix: 'draft/', ExpiredObjectDeleteMarker: true, Status: 'Enabled' },
    ]);
  });
});

describe('the queues', () => {
  test('keep what is not announced for 14 days, encrypted, and give up to the dead letters', () => {
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

  test('take nothing over an open line', () => {
    const policies = Object.values(data.findResources('AWS::SQS::QueuePolicy'));
    expect(policies).toHaveLength(4);
    for (const { Properties } of policies) {
      const [first, ...others] = Properties.PolicyDocument.Statement;
      expect(first).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
      for (const other of others) expect(other).toMatchObject({ Principal: { Service: 'events.amazonaws.com' } });
    }
  });
});

describe('the API', () => {
  const found = Object.values(api.findResources('AWS::ApiGatewayV2::Route')).map(({ Properties }) => Properties);
  const integrations = api.findResources('AWS::ApiGatewayV2::Integration');
  /** `PATCH /v1/orders/{number}` -> what it asks of the caller, and the function that answers. */
  const served = Object.fromEntries(
    found.map(({ RouteKey, AuthorizationType, Target }) => {
      const integration = integrations[Target['Fn::Join'][1][1].Ref]?.['Properties'];
      return [RouteKey, [AuthorizationType, integration.IntegrationUri['Fn::GetAtt'][0].slice(0, -8)]];
    }),
  );

  test('has a route and a function of its own for every row, all behind a token, and one for what no row knows', () => {
    const rows = Object.entries(routes).map(([name, { method, path }]) => [`${method} ${path}`, ['JWT', name]]);
    expect(served).toEqual({ ...Object.fromEntries(rows), $default: ['NONE', 'unknownRoute'] });
    api.resourceCountIs('AWS::Lambda::Function', Object.keys(routes).length + 4);
  });

  test('takes tokens of the user pool alone', () => {
    const { AuthorizerType, JwtConfiguration } = onlyOne(api, 'AWS::ApiGatewayV2::Authorizer')['Properties'];
    expect(AuthorizerType).toBe('JWT');
    expect(JSON.stringify(JwtConfiguration.Issuer)).toMatch(/cognito-idp.*OrderData:ExportsOutputRefPeople/);
    expect(JSON.stringify(JwtConfiguration.Audience)).toMatch(/OrderData:ExportsOutputRefPeopleSignIn/);
  });

  test('is throttled', () => {
    expect(onlyOne(api, 'AWS::ApiGatewayV2::Stage')['Properties'].DefaultRouteSettings).toEqual({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
  });

  test('runs every function on what it is developed on, with a log that ends', () => {
    api.allResourcesProperties('AWS::Lambda::Function', { Runtime: 'nodejs24.x', Architectures: ['arm64'] });
    api.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });
});

describe('the announcer', () => {
  const [stream, retries] = ['announce', 'announceAgain'].map((name) =>
    Object.values(api.findResources('AWS::Lambda::EventSourceMapping'))
      .map(({ Properties }) => Properties)
      .find(({ FunctionName }) => FunctionName.Ref.slice('Announcer'.length, -8) === name),
  );

  test('hears every order change in sequence, and no bad record stops the others for good', () => {
    expect(stream).toMatchObject({
      FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"SK":{"S":["ORDER"]}}}}' }] },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 100,
    });
    expect(JSON.stringify(stream?.EventSourceArn)).toContain('StreamArn');
    expect(JSON.stringify(stream?.DestinationConfig.OnFailure)).toContain('DeadLetters');
  });

  test('tries again from its own queue, message by message', () => {
    expect(retries?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(JSON.stringify(retries?.EventSourceArn)).toContain('RetryQueue');
  });

  test('says who is hurt when it is late, keeps trying or gives up', () => {
    const alarms = Object.values(api.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
    expect(alarms.map(({ MetricName, Threshold }) => [MetricName, Threshold])).toEqual([
      ['IteratorAge', 5 * 60 * 1000],
      ['ApproximateAgeOfOldestMessage', 30 * 60],
      ['ApproximateNumberOfMessagesVisible', 0],
      ['ApproximateNumberOfMessagesVisible', 0],
    ]);
    for (const { ComparisonOperator, AlarmDescription } of alarms) {
      expect(ComparisonOperator).toBe('GreaterThanThreshold');
      expect(AlarmDescription).toMatch(/laborator/i);
    }
  });
});
