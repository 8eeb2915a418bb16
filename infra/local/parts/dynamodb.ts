import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type KeySchemaElement,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';
import { findJava } from '#infra/local/machine/java.ts';
import { freePort } from '#infra/local/machine/listening.ts';

/** Amazon's own DynamoDB on this machine. Disposing of it ends it. */
export type DynamoDb = AsyncDisposable & {
  endpoint: string;
  /** It takes requests. Rejects when it ends before that. */
  ready: Promise<void>;
  /** Why it ended, when nobody stopped it. */
  crashed: Promise<Error>;
};

const emulator = join(import.meta.dirname, '../../../node_modules/amplify-dynamodb-simulator/emulator');
const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const program = [`-Djava.library.path=${emulator}/DynamoDBLocal_lib`, '-jar', `${emulator}/DynamoDBLocal.jar`];

/**
 * Runs its arguments in a process group that ends as a whole: with the command, or with the pipe on stdin, whose other
 * end this process holds. However this process ends, SIGKILL included, nothing of the group stays.
 */
const lifeline = 'exec 3<&0; (read -r _ <&3; kill -9 0) & "$@" </dev/null; kill -9 0';

type Options = { directory?: string | undefined; log?: (line: string) => void };

/** Starts DynamoDB Local on a free port: in memory, or in a directory that exists. */
export async function startDynamoDb({ directory, log = console.error }: Options = {}): Promise<DynamoDb> {
  const java = await findJava(log);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const place = directory ? ['-dbPath', directory] : ['-inMemory'];
  const options = ['-port', String(port), '-sharedDb', '-disableTelemetry', ...place];
  const group = spawn('sh', ['-c', lifeline, 'sh', java, ...quickStart, ...program, ...options], {
    // Where it leaves a file of its own, even without telemetry.
    cwd: directory ?? tmpdir(),
    // A group of its own: Ctrl-C is for this process, which then stops the group in its turn.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });

  let said = '';
  group.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
    // Java stays when its main thread dies, as of a port in use.
    if (said.includes('Exception in thread "main"')) group.stdin.end();
  });
  let stopped = false;
  const closed = once(group, 'close');
  const crashed = new Promise<Error>((resolve) => {
    closed.then(() => stopped || resolve(new Error(`DynamoDB Local has ended by itself. ${said}`.trim())));
  });
  const ready = answered(endpoint, group).then((yes) =>
    yes ? undefined : crashed.then((error) => Promise.reject(error)),
  );
  // Whoever waits for it hears of a rejection; nobody may be waiting yet.
  ready.catch(() => {});
  return {
    endpoint,
    ready,
    crashed,
    async [Symbol.asyncDispose]() {
      stopped = true;
      group.stdin.end();
      await closed;
    },
  };
}

/** Whether the endpoint has answered before the process ended. */
async function answered(endpoint: string, process: ChildProcess): Promise<boolean> {
  while (process.exitCode === null && process.signalCode === null) {
    const answer = await fetch(endpoint).catch(() => delay(25));
    if (answer) return true;
  }
  return false;
}

const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' }) as const;

const key = (partition: string, sort: string): KeySchemaElement[] => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];

/** Creates the table as infra/stacks/order-data.ts does in the cloud, unless it is there. Gives the ARN of its stream. */
export async function createTable(client: DynamoDBClient, TableName: string): Promise<string> {
  const create = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      table.partitionKey,
      table.sortKey,
      ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`]),
    ].map(attribute),
    KeySchema: key(table.partitionKey, table.sortKey),
    GlobalSecondaryIndexes: indexes.map((index) => ({
      IndexName: index,
      KeySchema: key(`${index}PK`, `${index}SK`),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projectedAttributes] },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await client.send(create).catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (!Table?.LatestStreamArn) throw new Error(`The table ${TableName} has no stream.`);
  return Table.LatestStreamArn;
}
