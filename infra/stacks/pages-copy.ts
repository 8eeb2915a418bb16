import { Aws, DefaultStackSynthesizer, RemovalPolicy } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import { deskBundle } from '#infra/bundles/desk-bundle.ts';
import type { Backend } from '#infra/pages/backend.ts';
import { files } from '#infra/pages/files.ts';
import type { LockedBucket } from '#infra/stacks/locked-bucket.ts';

/** Where `cdk deploy` puts the files of this app. */
const uploads = `arn:${Aws.PARTITION}:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-${Aws.ACCOUNT_ID}-${Aws.REGION}`;

/**
 * Copies the files of the pages into their bucket with each deployment, by a function of CDK. It deletes files that are
 * gone, and has CloudFront forget what it has cached.
 */
export class PagesCopy extends Construct {
  constructor(scope: Construct, id: string, bucket: LockedBucket, distribution: Distribution, backend: Backend) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });
    const rights = new ManagedPolicy(this, 'Rights', {
      statements: [
        allow(['s3:GetObject'], `${uploads}/*`, bucket.arnForObjects('*')),
        allow(['s3:PutObject', 's3:DeleteObject'], bucket.arnForObjects('*')),
        allow(['s3:ListBucket'], bucket.bucketArn),
        allow(['cloudfront:CreateInvalidation', 'cloudfront:GetInvalidation'], distribution.distributionArn),
      ],
    });
    logGroup.grantWrite(rights);
    const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
    new BucketDeployment(this, 'Files', {
      destinationBucket: bucket,
      sources: [...Object.entries(files).map(([name, { draw }]) => Source.data(name, draw(backend))), deskBundle()],
      cacheControl: [CacheControl.noCache()],
      distribution,
      outputObjectKeys: false,
      logGroup,
      // CDK would grant more.
      role: new Role(this, 'Role', { assumedBy, managedPolicies: [rights] }).withoutPolicyUpdates(),
    });
  }
}
