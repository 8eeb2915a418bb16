import { CfnOutput, CrossStackReferences, Duration, ReferenceStrength, Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import {
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersReferrerPolicy,
  HttpVersion,
  PriceClass,
  ResponseHeadersPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Configuration } from '#infra/configuration.ts';
import { files, pathOf, usualPolicy } from '#infra/pages/files.ts';
import { addAlarm, alarmTopic } from '#infra/stacks/alarms.ts';
import { LockedBucket } from '#infra/stacks/locked-bucket.ts';
import type { OrderApi } from '#infra/stacks/order-api.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { PagesCopy } from '#infra/stacks/pages-copy.ts';
import type { SignIn } from '#infra/stacks/sign-in.ts';

/** The only region in which CloudFront looks for certificates, and writes its metrics. */
const region = 'us-east-1';

/** Asks the bucket for the file of a page: a request for `/docs` becomes one for `/docs.html`, and `/` is `/index.html`. */
const toFile = String.raw`function handler({ request }) {
  request.uri = request.uri.replace(/^\/$/, '/index').replace(/\/[^/.]+$/, '$&.html');
  return request;
}`;

/**
 * The web pages of a stage: a private bucket behind CloudFront. They are public and hold nobody's data, so all of it may be
 * in the region that CloudFront prescribes for its certificate and its alarm.
 */
export class Pages extends Stack {
  constructor(
    scope: Construct,
    id: string,
    data: OrderData,
    api: OrderApi,
    signIn: SignIn,
    configuration: Configuration,
  ) {
    super(scope, id, { env: { region } });
    // Strong references to another region need functions that copy them; weak ones read the other stack's outputs.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    const { pages, alarms } = configuration;
    const backend = {
      api: api.http.apiEndpoint,
      tokens: signIn.tokens,
      files: `https://${data.files.bucketRegionalDomainName}`,
      signIn: signIn.forPeople,
    };

    const bucket = new LockedBucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
    });
    const origin = S3BucketOrigin.withOriginAccessControl(bucket);
    const rewrite = {
      function: new EdgeFunction(this, 'ToFile', {
        code: FunctionCode.fromInline(toFile),
        runtime: FunctionRuntime.JS_2_0,
      }),
      eventType: FunctionEventType.VIEWER_REQUEST,
    };
    const served = (headers: string, policy: string) => ({
      origin,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [rewrite],
      responseHeadersPolicy: new ResponseHeadersPolicy(this, headers, {
        securityHeadersBehavior: {
          contentSecurityPolicy: { contentSecurityPolicy: policy, override: true },
          contentTypeOptions: { override: true },
          referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
          strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
        },
      }),
    });
    const withOwnPolicy = Object.entries(files).flatMap(([name, { policy }]) =>
      policy ? [[pathOf(name), served(`Headers${pathOf(name)}`, policy(backend))]] : [],
    );
    const distribution = new Distribution(this, 'Distribution', {
      comment: `The pages of the order desk: ${pages}`,
      ...this.#ownName(pages),
      defaultBehavior: served('Headers', usualPolicy),
      additionalBehaviors: Object.fromEntries(withOwnPolicy),
      // Without a right to list the bucket, S3 answers 403 for a file that is not there.
      errorResponses: [{ httpStatus: 403, responseHttpStatus: 404, responsePagePath: '/not-found.html' }],
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
    });
    new PagesCopy(this, 'Copy', bucket, distribution, backend);

    addAlarm(this, 'PagesFail', alarmTopic(this, alarms), {
      // CDK's own metric of a distribution lacks the region, and so would never have a value.
      metric: new Metric({
        namespace: 'AWS/CloudFront',
        metricName: '5xxErrorRate',
        dimensionsMap: { DistributionId: distribution.distributionId, Region: 'Global' },
        statistic: 'Average',
      }),
      threshold: 5,
      evaluationPeriods: 2,
      impact:
        'Clinics and laboratories cannot open the pages: CloudFront answers more than one in twenty requests with 5xx.',
      page: 'the-pages-fail',
    });
    new CfnOutput(this, 'PagesUrl', {
      value: `https://${distribution.distributionDomainName}`,
      description: 'The address of the pages without a name of your own, which would be an alias of it.',
    });
  }

  /** The name and the certificate of the pages, unless they have CloudFront's. */
  #ownName(pages: string) {
    const domainName = new URL(pages).hostname;
    if (domainName.endsWith('.cloudfront.net')) return {};
    const certificate = new Certificate(this, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(),
    });
    return { domainNames: [domainName], certificate };
  }
}
