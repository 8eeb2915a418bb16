import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndexDescription,
  type KeySchemaElement,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';
import { findJava } from '#infra/local/machine/java.ts';
import { freePort } from '#infra/local/machine/listening.ts';

/** A running DynamoDB Local. Disposing stops it. */
export type DynamoDb = AsyncDisposable & {
  endpoint: string;
  /** Resolves when it takes requests. Rejects if it ends before that. */
  ready: Promise<void>;
  /** Resolves with the reason if it ends without having been stopped. */
  crashed: Promise<Error>;
};

const emulator = join(import.meta.dirname, '../../../node_modules/amplify-dynamodb-simulator/emulator');
/** Of a start's processor time they save half, as does the switch below: the loader of log4j's settings is slow, too. */
const quickStart = [
  '-XX:TieredStopAtLevel=1',
  '-XX:+UseSerialGC',
  '-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory',
];
/** Its option `-disableTelemetry` still makes a client, asks Amazon for an identity, and writes a file where it runs. */
const withoutTelemetry = { DDB_LOCAL_TELEMETRY: '0' };
const program = [`-Djava.library.path=${emulator}/DynamoDBLocal_lib`, '-jar', `${emulator}/DynamoDBLocal.jar`];

/**
 * A shell script that runs its arguments as a command, and kills its process group when the command ends or stdin is closed.
 * This process holds the other end of stdin, so nothing of the group is left however this process ends, even by SIGKILL.
 */
const lifeline = 'exec 3<&0; (read -r _ <&3; kill -9 0) & "$@" </dev/null; kill -9 0';

type Options = { directory?: string | undefined; log?: (line: string) => void };

/** Starts DynamoDB Local on a free port: in memory, or in a directory that exists. */
export async function startDynamoDb({ directory, log = console.error }: Options = {}): Promise<DynamoDb> {
  const java = await findJava(log);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const place = directory ? ['-dbPath', directory] : ['-inMemory'];
  const options = ['-port', String(port), '-sharedDb', ...place];
  const group = spawn('sh', ['-c', lifeline, 'sh', java, ...quickStart, ...program, ...options], {
    env: { ...process.env, ...withoutTelemetry },
    // A process group of its own, so that Ctrl-C reaches only this process, which then stops DynamoDB Local itself.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });

  let said = '';
  group.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-2000);
    // The JVM keeps running when its main thread dies, for example because the port is in use.
    if (said.includes('Exception in thread "main"')) group.stdin.end();
  });
  let stopped = false;
  const closed = once(group, 'close');
  const crashed = new Promise<Error>((resolve) => {
    closed.then(() => stopped || resolve(new Error(`Start again: DynamoDB Local has ended by itself. ${said}`.trim())));
  });
  const ready = answered(endpoint, group).then((yes) =>
    yes ? undefined : crashed.then((error) => Promise.reject(error)),
  );
  // Prevents an unhandled rejection while nobody awaits `ready` yet.
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

/** Waits for the endpoint to answer. False if the process ends before that. */
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

const declared = indexes.map((index) => ({
  IndexName: index,
  KeySchema: key(`${index}PK`, `${index}SK`),
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: projectedAttributes[index] },
}));

/** The projected attributes of each index, without sequence. */
const indexesIn = (described: readonly GlobalSecondaryIndexDescription[] = []) =>
  Object.fromEntries(
    described.map(({ IndexName = '', Projection }) => [IndexName, new Set(Projection?.NonKeyAttributes)]),
  );

/** The table, without its stream. */
export const definitionOf = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    table.partitionKey,
    table.sortKey,
    ...indexes.flatMap((index) => [`${index}PK`, `${index}SK`]),
  ].map(attribute),
  KeySchema: key(table.partitionKey, table.sortKey),
  GlobalSecondaryIndexes: declared,
});

/**
 * Creates the table, if there is none, as infra/stacks/order-data.ts does in the cloud. Returns the ARN of its stream.
 * Throws an error that says what to do if there is one with other indexes, which cannot be changed in place.
 */
export async function createTable(client: DynamoDBClient, TableName: string): Promise<string> {
  const create = new CreateTableCommand({
    ...definitionOf(TableName),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  await client.send(create).catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (!isDeepStrictEqual(indexesIn(Table?.GlobalSecondaryIndexes), indexesIn(declared)))
    throw new Error('Set DATA_DIR to an empty folder, or leave it out; an earlier release wrote what is in this one.');
  if (!Table?.LatestStreamArn) throw new Error(`The table ${TableName} has no stream.`);
  return Table.LatestStreamArn;
}
