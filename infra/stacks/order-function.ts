import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as Lambda, type RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { table } from '#functions/store/table.ts';
import { bundleOf, type Extras } from '#infra/bundles/bundle.ts';
import { permissions, type Right } from '#infra/rights/permissions.ts';
import { deliveryWaits } from '#infra/stacks/delivery-waits.ts';
import type { OrderData } from '#infra/stacks/order-data.ts';
import { sizeOf } from '#infra/stacks/sizes.ts';

type OrderFunctionProps = {
  file: string;
  data: OrderData;
  description: string;
  recursiveLoop?: RecursiveLoop;
  extras?: Extras;
  environment?: Record<string, string>;
};

/** A Lambda of ours: one handler file, a log group that expires, and exactly the rights of its row in permissions.ts. */
export class OrderFunction extends Lambda {
  /** Whether it has rights to printed files. */
  readonly prints: boolean;

  constructor(scope: Construct, name: string, { file, data, environment, extras, ...props }: OrderFunctionProps) {
    const logGroup = new LogGroup(scope, `${name}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      encryptionKey: data.key,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const rights = rightsOf(name);
    const { memory, seconds, atOnce } = sizeOf(name);
    super(scope, name, {
      code: bundleOf(file, extras),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memory,
      timeout: Duration.seconds(seconds),
      ...(atOnce && { reservedConcurrentExecutions: atOnce }),
      environment: { TABLE_NAME: data.table.tableName, ...placesOf(rights, data), ...environment },
      logGroup,
      role: roleOf(scope, name, rights, logGroup, data),
      ...props,
    });
    this.prints = rights.some(({ on }) => on === 'files');
  }
}

function rightsOf(name: string): Right[] {
  const rows: Record<string, Right[]> = permissions;
  const rights = rows[name];
  if (!rights) throw new Error(`The function ${name} has no row in permissions.ts.`);
  return rights;
}

/** Environment variables that name the bus, queues and files that a function has rights to. */
function placesOf(rights: Right[], { bus, retryQueue, deliveryQueue, files }: OrderData): Record<string, string> {
  const places = {
    bus: { BUS_NAME: bus.eventBusName },
    retryQueue: { RETRY_QUEUE_URL: retryQueue.queueUrl },
    files: { BUCKET_NAME: files.bucketName, FILES_URL: `https://${files.bucketRegionalDomainName}` },
    deliveryQueue: {
      DELIVERY_QUEUE_URL: deliveryQueue.queueUrl,
      DELIVERY_WAITS: JSON.stringify(deliveryWaits.map((wait) => wait.toMilliseconds())),
    },
  };
  return Object.assign(
    {},
    ...Object.entries(places).map(([on, place]) => rights.some((right) => right.on === on) && place),
  );
}

/** The role of a function. Grants that other constructs would add to it are ignored. */
function roleOf(scope: Construct, name: string, rights: Right[], logGroup: ILogGroup, data: OrderData): IRole {
  const policy = new ManagedPolicy(scope, `${name}Rights`, {
    statements: rights.map((right) => statementOf(right, data)),
  });
  logGroup.grantWrite(policy);
  const assumedBy = new ServicePrincipal('lambda.amazonaws.com');
  return new Role(scope, `${name}Role`, { assumedBy, managedPolicies: [policy] }).withoutPolicyUpdates();
}

function statementOf(right: Right, data: OrderData): PolicyStatement {
  const { actions } = right;
  const resources = [arnOf(right.on, data)];
  if (!('keys' in right)) return new PolicyStatement({ actions, resources });
  const leading = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': right.keys } };
  const conditions = { ...leading, ...(right.attributes && onlyThese(right.attributes)) };
  return new PolicyStatement({ actions, resources, conditions });
}

/** IAM conditions that allow only these attributes: requests and replies must name them, and cannot return whole items. */
const onlyThese = (attributes: string[]) => ({
  'ForAllValues:StringEquals': { 'dynamodb:Attributes': [table.partitionKey, table.sortKey, ...attributes] },
  StringEqualsIfExists: {
    'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
    'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'],
  },
});

function arnOf(
  on: Right['on'],
  { table: orders, stream, files, bus, retryQueue, stranded, deliveryQueue }: OrderData,
): string {
  switch (on) {
    case 'table':
      return orders.tableArn;
    case 'stream':
      return stream;
    case 'files':
      return files.arnForObjects('*');
    case 'bus':
      return bus.eventBusArn;
    case 'retryQueue':
      return retryQueue.queueArn;
    case 'stranded':
      return stranded.queueArn;
    case 'deliveryQueue':
      return deliveryQueue.queueArn;
    default:
      return `${orders.tableArn}/index/${on}`;
  }
}
