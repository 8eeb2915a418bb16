import { type Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { routes } from '#functions/contract/routes.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';

const everywhere = '.';

/** What the rule packs ask and this design does not do: where, by path below the stage, the rule, and why. */
const accepted: [path: string, rule: string, reason: string][] = [
  [
    everywhere,
    'HIPAA.Security-LambdaInsideVPC',
    'The functions reach AWS services alone, over TLS and by exact rights; the one that calls laboratories refuses private addresses. There is no network of ours to be inside of.',
  ],
  [
    everywhere,
    'HIPAA.Security-LambdaDLQ',
    'A function that answers a request has told its caller of the fault. Streams and queues have their own: Stranded, DeadLetters and Undelivered.',
  ],
  [
    everywhere,
    'HIPAA.Security-LambdaConcurrency',
    'Reserving for each of forty functions takes from all the others. Bounded is what could starve them: who waits for news, and deliveries.',
  ],
  ...['Backup', 'Restores'].map((what): [string, string, string] => [
    'OrderData/BackupPlan/Table/Role',
    `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyFor${what}]`,
    'What AWS Backup may do is what AWS keeps up to date for it; the role can be assumed by nothing else.',
  ]),
  [
    'OrderData/Files',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'Versioned, in three zones of one region; docs/deploy.md says what to do for a second one. A form can be printed again from its order.',
  ],
  [
    'OrderData/FileRequests',
    'HIPAA.Security-S3BucketReplicationEnabled',
    'A log of who fetched what is kept for a year, beside the history in the table.',
  ],
  [
    'OrderData/FileRequests',
    'HIPAA.Security-S3DefaultEncryptionKMS',
    'S3 writes its access logs into no bucket with a key of ours. They name keys of objects, and no key has a name in it.',
  ],
  [
    'OrderData/Stranded',
    'AwsSolutions-SQS3',
    'It is where the announcer puts what it gives up: nothing reads it but people.',
  ],
  [
    'OrderData/Listeners/Unrouted',
    'AwsSolutions-SQS3',
    'It is where the bus puts what it cannot pass on: nothing reads it but people.',
  ],
  [
    'SignIn/Pool',
    'AwsSolutions-COG8',
    'People sign in with a second factor, and nobody signs up by themselves. Plus would add adaptive sign-in at three times the price.',
  ],
  ['OrderApi/UnknownRoute', 'AwsSolutions-APIG4', 'It answers 404 to everybody alike, and has no right to anything.'],
];

/** Accepts, in a stage, what is accepted, and nothing that is not there. */
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
      'Any file of one bucket of ours: tenant, order and document are in its key, and no template knows them.',
    );
}
