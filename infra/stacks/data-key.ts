import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

const decrypt = ['kms:Decrypt', 'kms:DescribeKey'];
const encrypt = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

/**
 * The KMS key of the table, the files, the logs and the alarm topic. Its policy lets the whole account use it through
 * DynamoDB and S3, as an AWS managed key does: who has rights to the table or to a file needs none to the key.
 */
export class DataKey extends Key {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Encrypts the data of the order desk.',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const allow = (
      principal: AnyPrincipal | ServicePrincipal,
      actions: string[],
      conditions: Record<string, unknown>,
    ) =>
      this.addToResourcePolicy(new PolicyStatement({ principals: [principal], actions, resources: ['*'], conditions }));
    const through = ['dynamodb', 's3'].map((service) => `${service}.${Aws.REGION}.amazonaws.com`);
    allow(new AnyPrincipal(), [...decrypt, ...encrypt, 'kms:CreateGrant'], {
      StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID, 'kms:ViaService': through },
    });
    allow(new ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`), [...decrypt, ...encrypt], {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
      },
    });
    allow(new ServicePrincipal('cloudwatch.amazonaws.com'), ['kms:Decrypt', 'kms:GenerateDataKey'], {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    });
  }
}
