import { type Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { routes } from '#functions/contract/routes.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';

const everywhere = '.';

/** The findings of the cdk-nag rule packs that we accept: the construct's path below the stage, the rule, and the reason. */
const accepted: [path: string, rule: string, reason: string][] = [
  [
    everywhere,
    'HIPAA.Security-LambdaInsideVPC',
    'We have no private network. The functions call only AWS services, over TLS and with exact rights; those that call laboratories refuse private addresses.',
  ],
  [
    everywhere,
    'HIPAA.Security-LambdaDLQ',
    'The functions of routes are invoked synchronously: the caller gets the error. Those behind a stream or a queue use Stranded, DeadLetters and Undelivered.',
  ],
  [
    everywhere,
    'HIPAA.Security-LambdaConcurrency',
    'Concurrency reserved for one function is taken from all others. Limited are those that could use up the account: prints, long polling and deliveries.',
  ],
  ...['Backup', 'Restores'].map((what): [string, string, string] => [
    'OrderData/BackupPlan/Table/Role',
    `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${what}]`,
    'AWS maintains this policy for AWS Backup, and only AWS Backup can assume the role.',
  ]),
  [
    'OrderData/Files',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'The bucket is versioned, and S3 keeps it in three zones. A form can be printed again from its order. For a second region see docs/deploy.md.',
  ],
  [
    'OrderData/FileRequests',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'It holds access logs for a year. The history in the table tells who of a laboratory opened a document, too.',
  ],
  [
    'OrderData/FileRequests',
    'HIPAA.Security-S3DefaultEncryptionKMS',
    'S3 cannot write access logs to a bucket with a customer managed key. The logs have object keys, which contain no names of people.',
  ],
  ['OrderData/Stranded', 'AwsSolutions-SQS3', 'It is the dead-letter queue of the announcer. Only people read it.'],
  ['OrderData/Listeners/Unrouted', 'AwsSolutions-SQS3', 'It is the dead-letter queue of the bus. Only people read it.'],
  [
    'SignIn/Pool',
    'AwsSolutions-COG8',
    'Sign-in needs a second factor, and nobody can sign up by themselves. The Plus plan would add adaptive authentication at three times the price.',
  ],
  [
    'OrderApi/UnknownRoute',
    'AwsSolutions-APIG4',
    'It answers GET /v1, 404, 405 and CORS preflights to anybody, and its function has no rights.',
  ],
  ...['AwsSolutions-S1', 'HIPAA.Security-S3BucketLoggingEnabled'].map((rule): [string, string, string] => [
    'Pages/Files',
    rule,
    'Only CloudFront reads it, and only public files are in it.',
  ]),
  ['Pages/Files', 'HIPAA.Security-S3BucketReplicationEnabled', 'Every deployment writes all of its files again.'],
  ['Pages/Files', 'HIPAA.Security-S3DefaultEncryptionKMS', 'Its files are public.'],
  ['Pages/Distribution', 'AwsSolutions-CFR1', 'Laboratories and programmers may be in any country.'],
  ['Pages/Distribution', 'AwsSolutions-CFR2', 'It serves files and runs nothing. A firewall would protect nothing.'],
  [
    'Pages/Distribution',
    'AwsSolutions-CFR3',
    'An access log would keep the addresses of people for public files. What they do with orders is in the log of the API.',
  ],
  [
    'Pages/Copy/Rights',
    'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*]',
    'It reads what `cdk deploy` has uploaded. Object keys are hashes of contents.',
  ],
  [
    'Pages/Copy/Rights',
    'AwsSolutions-IAM5[Resource::<Files8E6940B8.Arn>/*]',
    'It writes every file of the bucket, and deletes those that are gone.',
  ],
  [
    'Pages/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C',
    'AwsSolutions-L1',
    'CDK maintains this function, and chooses its version of Python.',
  ],
  [
    'Pages/Copy/Log',
    'HIPAA.Security-CloudWatchLogGroupEncrypted',
    'It has the names of public files. The key of the data is in another region.',
  ],
  [
    'Pages/Topic',
    'HIPAA.Security-SNSEncryptedKMS',
    'It carries one alarm, which names nobody. The key of the data is in another region.',
  ],
];

/** Acknowledges the accepted findings of a stage. Throws if a path does not exist. */
export function acceptRules(stage: Stage, data: OrderData): void {
  const accept = (path: string, id: string, reason: string) => {
    const names = path === everywhere ? [] : path.split('/');
    const scope = names.reduce<IConstruct>((found, name) => found.node.findChild(name), stage);
    Validations.of(scope).acknowledge({ id, reason });
  };
  for (const rule of accepted) accept(...rule);
  const { 'Fn::ImportValue': files } = data.resolve(data.exportValue(data.files.bucketArn));
  for (const { folder, name } of [routes.printOrder, routes.printLabOrder, routes.getDocument, routes.getLabDocument])
    accept(
      `OrderApi/${folder}/${name}Rights`,
      `AwsSolutions-IAM5[Resource::${files}/*]`,
      'These functions read the files of every order in one bucket. Object keys contain tenant, order and document, which a template cannot know.',
    );
}
