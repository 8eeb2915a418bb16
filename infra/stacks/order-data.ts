import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, ProjectionType, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Schedule } from 'aws-cdk-lib/aws-events';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CorsRule,
  HttpMethods,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { draftDays, draftPrefix } from '#functions/files/draft-files.ts';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';
import type { Configuration } from '#infra/configuration.ts';
import { fileCors } from '#infra/cors.ts';
import { DataKey } from '#infra/stacks/data-key.ts';
import { Listeners } from '#infra/stacks/listeners.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const lasting = {
  retentionPeriod: Duration.days(14),
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/** A bucket that is nobody's but ours. */
const locked = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  // Forms that were sent are prescriptions: what overwrites or deletes one can be undone.
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

/** Pages of a stage's origins may read what a link opens. */
const readBy = (allowedOrigins: string[]): CorsRule => ({
  allowedOrigins,
  allowedMethods: fileCors.methods.map((method) => HttpMethods[method]),
  allowedHeaders: [...fileCors.headers],
  exposedHeaders: [...fileCors.exposed],
  maxAge: fileCors.maxAgeSeconds,
});

/** A bucket as another takes it for its logs: `isWebsite` is there, where the construct's own type says it may be undefined. */
class LogBucket extends Bucket {
  override get isWebsite(): boolean {
    return super.isWebsite ?? false;
  }
}

/** What must never be lost: the orders, their prints, what is still to be announced, and the bus that others listen to. */
export class OrderData extends Stack {
  readonly key: DataKey;
  readonly table: TableV2;
  readonly stream: string;
  readonly files: Bucket;
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
        nonKeyAttributes: projectedAttributes,
      })),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: TableEncryptionV2.customerManagedKey(this.key),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    // Never absent where `dynamoStream` is set, but the construct's type cannot say so.
    this.stream = this.table.tableStreamArn ?? '';
    this.backups = new BackupVault(this, 'Backups', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE });
    // Beside the 35 days of point-in-time recovery: what is noticed late, and a table that is gone.
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
    const requests = new LogBucket(this, 'FileRequests', {
      ...locked,
      // The one encryption that S3 writes its logs with.
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(1) }],
    });
    this.files = new Bucket(this, 'Files', {
      ...locked,
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      serverAccessLogsBucket: requests,
      ...(configuration.origins.length > 0 && { cors: [readBy(configuration.origins)] }),
      lifecycleRules: [
        {
          prefix: draftPrefix,
          // A day more than its document, so that no link dies before its time.
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
      // Every 6 minutes for 10 hours: a bus that is down for an afternoon costs nobody a hand-made redrive.
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 100 },
    });
    this.stranded = new Queue(this, 'Stranded', lasting);
    const listeners = new Listeners(this, 'Listeners', this.bus, lasting, configuration);
    this.deliveryQueue = listeners.deliveryQueue;
    this.undelivered = listeners.undelivered;
    this.unrouted = listeners.unrouted;
    // Two that one statement names together would be exported in an order of chance.
    for (const queue of [this.retryQueue, this.stranded]) this.exportValue(queue.queueArn);
    new CfnOutput(this, 'TableName', {
      value: this.table.tableName,
      description: 'What TABLE_NAME is for npm run grant.',
    });
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName, description: 'Where what was sent is announced.' });
  }
}
