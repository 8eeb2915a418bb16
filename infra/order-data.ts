import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { FeaturePlan, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { AttributeType, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { draftDays, draftPrefix } from '#functions/prints/places.ts';
import { indexes, projected, table } from '#functions/store/table.ts';
import { Listeners } from '#infra/listeners.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });
const lasting = {
  retentionPeriod: Duration.days(14),
  encryption: QueueEncryption.SQS_MANAGED,
  enforceSSL: true,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** What must never be lost: the orders, their prints, who may sign in, what is still to be announced, and the bus that others listen to. */
export class OrderData extends Stack {
  readonly table: TableV2;
  readonly stream: string;
  readonly files: Bucket;
  readonly bus: EventBus;
  readonly retryQueue: Queue;
  readonly deadLetters: Queue;
  readonly deliveryQueue: Queue;
  readonly undelivered: Queue;
  readonly people: UserPool;
  readonly signIn: UserPoolClient;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(table.partitionKey),
      sortKey: text(table.sortKey),
      timeToLiveAttribute: table.expiry,
      globalSecondaryIndexes: indexes.map((index) => ({
        indexName: index,
        partitionKey: text(`${index}PK`),
        sortKey: text(`${index}SK`),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: projected,
      })),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Never absent where `dynamoStream` is set, but the construct's type cannot say so.
    this.stream = this.table.tableStreamArn ?? '';
    this.files = new Bucket(this, 'Files', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // Forms that were sent are prescriptions: what overwrites or deletes one can be undone.
      versioned: true,
      lifecycleRules: [
        {
          prefix: draftPrefix,
          // A day more than its document, so that no link dies before its time.
          expiration: Duration.days(draftDays + 1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        { prefix: draftPrefix, expiredObjectDeleteMarker: true },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.bus = new EventBus(this, 'Bus');
    this.deadLetters = new Queue(this, 'DeadLetters', lasting);
    this.retryQueue = new Queue(this, 'RetryQueue', {
      ...lasting,
      // Every 6 minutes for 10 hours: a bus that is down for an afternoon costs nobody a hand-made redrive.
      visibilityTimeout: Duration.minutes(6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 100 },
    });
    const { deliveryQueue, undelivered } = new Listeners(this, 'Listeners', this.bus, lasting);
    this.deliveryQueue = deliveryQueue;
    this.undelivered = undelivered;
    this.people = new UserPool(this, 'People', {
      featurePlan: FeaturePlan.ESSENTIALS,
      // Neither can be changed later.
      signInAliases: { email: true },
      signInCaseSensitive: false,
      selfSignUpEnabled: false,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.signIn = this.people.addClient('SignIn', { authFlows: { userSrp: true }, disableOAuth: true });
  }
}
