import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, ProjectionType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Schedule } from 'aws-cdk-lib/aws-events';
import { BucketEncryption, type CorsRule, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { draftDays, draftPrefix } from '#functions/files/draft-files.ts';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';
import type { Configuration } from '#infra/configuration.ts';
import { fileCors } from '#infra/cors.ts';
import { DataKey } from '#infra/stacks/data-key.ts';
import { Listeners } from '#infra/stacks/listeners.ts';
import { LockedBucket } from '#infra/stacks/locked-bucket.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const lasting = {
  retentionPeriod: Duration.days(14),
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/** The bucket's CORS rule for the stage's pages. */
const readBy = (pages: string): CorsRule => ({
  allowedOrigins: [pages],
  allowedMethods: fileCors.methods.map((method) => HttpMethods[method]),
  allowedHeaders: [...fileCors.headers],
  exposedHeaders: [...fileCors.exposed],
  maxAge: fileCors.maxAgeSeconds,
});

/** All data of a stage: table, files, queues, backups, and the bus. The data is kept if the stack is deleted. */
export class OrderData extends Stack {
  readonly key: DataKey;
  readonly table: TableV2;
  readonly stream: string;
  readonly files: LockedBucket;
  readonly bus: EventBus;
  readonly retryQueue: Queue;
  readonly deadLetters: Queue;
  readonly stranded: Queue;
  readonly deliveryQueue: Queue;
  readonly undelivered: Queue;
  readonly unrouted: Queue;
  readonly backups: BackupVault;

  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id);
    this.key = new DataKey(this, 'Key');
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      timeToLiveAttribute: table.expiry,
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index,
        partitionKey: text(`${index}PK`),
        sortKey: text(`${index}SK`),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: projectedAttributes[index],
      })),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: TableEncryptionV2.customerManagedKey(this.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // Always set, because `dynamoStream` is; the type does not know that.
    this.stream = this.table.tableStreamArn ?? '';
    this.backups = new BackupVault(this, 'Backups', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
    // Point-in-time recovery ends after 35 days and with the table. These backups last longer.
    new BackupPlan(this, 'BackupPlan', {
      backupVault: this.backups,
      backupPlanRules: [
        new BackupPlanRule({
          ruleName: 'Weekly',
          scheduleExpression: Schedule.cron({ weekDay: 'SUN', hour: '3', minute: '0' }),
          deleteAfter: Duration.days(365),
        }),
      ],
    }).addSelection('Table', { resources: [BackupResource.fromDynamoDbTable(this.table)], allowRestores: true });
    const requests = new LockedBucket(this, 'FileRequests', {
      // S3 can write access logs only to a bucket with this kind of encryption.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(1) }],
    });
    this.files = new LockedBucket(this, 'Files', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: requests,
      cors: [readBy(configuration.pages)],
      lifecycleRules: [
        {
          prefix: draftPrefix,
          // A day longer than the document's item, so that a link works until it expires.
          expiration: Duration.days(draftDays + 1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { prefix: draftPrefix, expiredObjectDeleteMarker: true },
      ],
    });
    this.bus = new EventBus(this, 'Bus');
    this.deadLetters = new Queue(this, 'DeadLetters', lasting);
    this.retryQueue = new Queue(this, 'RetryQueue', {
      ...lasting,
      // 100 attempts, one every 6 minutes: after 10 hours without the bus, operators still need no redrive.
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 100 },
    });
    this.stranded = new Queue(this, 'Stranded', lasting);
    const listeners = new Listeners(this, 'Listeners', this.bus, lasting, configuration);
    this.deliveryQueue = listeners.deliveryQueue;
    this.undelivered = listeners.undelivered;
    this.unrouted = listeners.unrouted;
    // Exported explicitly: otherwise the sequence of these exports, and so the template, changes from synth to synth.
    for (const queue of [this.retryQueue, this.stranded]) this.exportValue(queue.queueArn);
    new CfnOutput(this, 'TableName', {
      value: this.table.tableName,
      description: 'TABLE_NAME for npm run grant.',
    });
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName, description: 'The event bus of orders.' });
  }
}
