import { runInNewContext } from 'node:vm';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { files, headersOf, pathOf } from '#infra/pages/files.ts';
import { configuration, newDesk, templatesOf } from '#test/support/stacks.ts';

const desk = newDesk();
const { pages, all } = templatesOf(desk);
const only = (type: string, template = pages) => {
  const [found, ...others] = Object.values(template.findResources(type));
  expect(others).toEqual([]);
  return found?.['Properties'];
};
const { DistributionConfig: served } = only('AWS::CloudFront::Distribution');
const behaviors = [served.DefaultCacheBehavior, ...served.CacheBehaviors];

/** A value of a template as text, with each reference to another stack as the name of what it refers to. */
const spelled = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const { 'Fn::Join': joined, 'Fn::GetStackOutput': output } = Object(value);
  return joined
    ? joined[1].map(spelled).join('')
    : `<${output.OutputName.replace(/^PublishOutput(FnGetAtt|Ref)/, '')}>`;
};

describe('the bucket of the pages', () => {
  test('is private, versioned, refuses connections without TLS, and is read by the distribution alone', () => {
    expect(only('AWS::S3::Bucket')).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    const [plain, old, read, ...others] = only('AWS::S3::BucketPolicy').PolicyDocument.Statement;
    expect(others).toEqual([]);
    expect(plain).toMatchObject({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    expect(old).toMatchObject({ Effect: 'Deny', Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } });
    expect(read).toMatchObject({
      Effect: 'Allow',
      Action: 's3:GetObject',
      Principal: { Service: 'cloudfront.amazonaws.com' },
    });
    const [distribution] = Object.keys(pages.findResources('AWS::CloudFront::Distribution'));
    expect(read.Condition.StringEquals['AWS:SourceArn']['Fn::Join'][1].at(-1)).toEqual({ Ref: distribution });
    expect(served.Origins).toMatchObject([{ OriginAccessControlId: expect.anything() }]);
  });

  test('gets every file with each deployment; browsers ask each time whether one has changed', () => {
    const copy = only('Custom::CDKBucketDeployment');
    expect(copy).toMatchObject({ SystemMetadata: { 'cache-control': 'no-cache' }, Prune: true });
    // The bundle of the desk is one source.
    expect(copy.SourceObjectKeys).toHaveLength(Object.keys(files).length + 1);
    const named = copy.SourceMarkers.flatMap((markers: object) => Object.values(markers).map(spelled));
    expect([...new Set(named)].map((name) => String(name).replace(/[0-9A-F]{8}/g, ''))).toEqual([
      '<ApiApiEndpoint>',
      '<PoolProviderURL>',
      '<PoolPage>',
      '<PoolPeople>',
    ]);
  });

  test('is written by a function with exactly the rights that it needs', () => {
    const { Statement } = only('AWS::IAM::ManagedPolicy').PolicyDocument;
    const rights = Statement.map(({ Action, Resource }: { Action: string | string[]; Resource: unknown }) => [
      [Action].flat().join(),
      JSON.stringify(Resource),
    ]);
    expect(rights).toEqual([
      ['s3:GetObject', expect.stringMatching(/assets-.*Files/)],
      ['s3:DeleteObject,s3:PutObject', expect.stringMatching(/^(?!.*assets).*Files/)],
      ['s3:ListBucket', expect.stringMatching(/^(?!.*assets).*Files/)],
      ['cloudfront:CreateInvalidation,cloudfront:GetInvalidation', expect.stringMatching(/:distribution\//)],
      ['logs:CreateLogStream,logs:PutLogEvents', expect.stringMatching(/CopyLog/)],
    ]);
    pages.resourceCountIs('AWS::IAM::Policy', 0);
    expect(only('AWS::IAM::Role').ManagedPolicyArns).toHaveLength(1);
  });
});

describe('CloudFront', () => {
  test('serves the pages under the name of the stage, with TLS 1.2 or newer and HTTP/2 or 3', () => {
    expect(served).toMatchObject({
      Aliases: ['dev.orders.example.com'],
      HttpVersion: 'http2and3',
      PriceClass: 'PriceClass_100',
      ViewerCertificate: {
        AcmCertificateArn: { Ref: expect.stringMatching(/^Certificate/) },
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
    expect(only('AWS::CertificateManager::Certificate')).toMatchObject({
      DomainName: 'dev.orders.example.com',
      ValidationMethod: 'DNS',
    });
    for (const behavior of behaviors)
      expect(behavior).toMatchObject({ ViewerProtocolPolicy: 'redirect-to-https', Compress: true });
  });

  test('serves them under its own name without a certificate of ours, if the stage says so', () => {
    const { pages: unnamed } = templatesOf(newDesk({ pages: 'https://d111111abcdef8.cloudfront.net' }));
    unnamed.resourceCountIs('AWS::CertificateManager::Certificate', 0);
    const { DistributionConfig } = only('AWS::CloudFront::Distribution', unnamed);
    expect(DistributionConfig).not.toHaveProperty('Aliases');
    expect(DistributionConfig).not.toHaveProperty('ViewerCertificate');
  });

  test('sends with each file the policy that the local product sends, and has browsers insist on TLS', () => {
    const headers = pages.findResources('AWS::CloudFront::ResponseHeadersPolicy');
    const sent = ({ ResponseHeadersPolicyId }: { ResponseHeadersPolicyId: { Ref: string } }) =>
      headers[ResponseHeadersPolicyId.Ref]?.['Properties'].ResponseHeadersPolicyConfig.SecurityHeadersConfig;
    const signIn = { kind: 'demo', tokens: '<tokens>', secret: '', people: [] } as const;
    const backend = { api: '<api>', tokens: '<tokens>', files: '<files>', signIn };
    for (const [name, file] of Object.entries(files)) {
      const behavior =
        served.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => PathPattern === pathOf(name)) ??
        served.DefaultCacheBehavior;
      const { ContentSecurityPolicy, ...others } = sent(behavior);
      const policy = spelled(ContentSecurityPolicy.ContentSecurityPolicy)
        .replace(/<Api[0-9A-F]{8}ApiEndpoint[0-9A-F]{8}>/, '<api>')
        .replace(/https:\/\/<Files[0-9A-F]{8}RegionalDomainName[0-9A-F]{8}>/, '<files>')
        .replace(/https:\/\/<PoolPage[0-9A-F]{16}>\.auth\.eu-central-1\.amazoncognito\.com\/oauth2\/token/, '<tokens>');
      expect(policy).toBe(headersOf(file, backend)['content-security-policy']);
      expect(others).toEqual({
        ContentTypeOptions: { Override: true },
        ReferrerPolicy: { Override: true, ReferrerPolicy: 'no-referrer' },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      });
    }
  });

  test('asks the bucket for the file of a path, and leaves all other paths as they are', () => {
    const [id, ...others] = Object.keys(pages.findResources('AWS::CloudFront::Function'));
    expect(others).toEqual([]);
    for (const { FunctionAssociations } of behaviors)
      expect(FunctionAssociations).toEqual([
        { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': [id, 'FunctionARN'] } },
      ]);
    const asked = (uri: string) =>
      runInNewContext(`${only('AWS::CloudFront::Function').FunctionCode}; handler({ request: { uri: '${uri}' } }).uri`);
    for (const name of Object.keys(files)) expect(asked(pathOf(name))).toBe(`/${name}`);
    for (const uri of ['/docs/', '/docs.html', '/a.b/']) expect(asked(uri)).toBe(uri);
  });

  test('shows a page of ours for what is not there, which S3 answers with 403', () => {
    expect(served.CustomErrorResponses).toEqual([
      { ErrorCode: 403, ResponseCode: 404, ResponsePagePath: '/not-found.html' },
    ]);
    expect(Object.keys(files)).toContain('not-found.html');
  });
});

describe('the stack of the pages', () => {
  test('is in the region where CloudFront looks for certificates and writes its metrics, whatever the region of the stage', () => {
    expect(desk.node.findChild('Pages')).toMatchObject({ region: 'us-east-1' });
    pages.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/CloudFront',
      MetricName: '5xxErrorRate',
      Dimensions: Match.arrayWith([
        { Name: 'DistributionId', Value: { Ref: Match.stringLikeRegexp('^Distribution') } },
        { Name: 'Region', Value: 'Global' },
      ]),
      EvaluationPeriods: 2,
      Threshold: 5,
    });
  });

  test('is deployed after data, API and sign-in, which need nothing of it but the address in the configuration', () => {
    const { dependencies } = Object(desk.node.findChild('Pages'));
    expect(dependencies.map(({ stackName }: { stackName: string }) => stackName).toSorted()).toEqual([
      'dev-OrderApi',
      'dev-OrderData',
      'dev-SignIn',
    ]);
    for (const [path, template] of Object.entries(all))
      if (path !== 'Pages') expect(JSON.stringify(template)).not.toContain('dev-Pages');
    expect(configuration.pages).toBe('https://dev.orders.example.com');
  });
});
