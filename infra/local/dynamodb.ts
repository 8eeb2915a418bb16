import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { indexes, projected, table } from '#functions/store/table.ts';
import { findJava } from '#infra/local/java.ts';

/** Amazon's own DynamoDB, on this machine. */
export type DynamoDb = AsyncDisposable & {
  endpoint: string;
  /** It takes requests; rejects when it ends before that. */
  ready: Promise<void>;
  /** Why it ended, when nobody stopped it. */
  crashed: Promise<Error>;
};

const emulator = join(import.meta.dirname, '../../node_modules/amplify-dynamodb-simulator/emulator');

/**
 * Runs its arguments in a process group that ends as a whole: with the command, or with the pipe on stdin, whose other
 * end this process holds. However this process ends, SIGKILL included, nothing of the group stays.
 */
const lifeline = 'exec 3<&0; (read -r _ <&3; kill -9 0) & "$@" </dev/null; kill -9 0';

/** Starts DynamoDB Local on a free port, in memory or in a directory that exists. */
export async function startDynamoDb({
  directory,
  log = console.error,
}: {
  directory?: string | undefined;
  log?: (line: string) => void;
} = {}): Promise<DynamoDb> {
  const java = await findJava(log);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const quickStart = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
  const jar = [`-Djava.library.path=${emulator}/DynamoDBLocal_lib`, '-jar', `${emulator}/DynamoDBLocal.jar`];
  const place = directory ? ['-dbPath', directory] : ['-inMemory'];
  const options = ['-port', String(port), '-sharedDb', '-disableTelemetry', ...place];
  const group = spawn('sh', ['-c', lifeline, 'sh', java, ...quickStart, ...jar, ...options], {
    // A group of its own: Ctrl-C is for this process, which then stops the group in its turn.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });

  let said = '';
  group.stderr.on('data', (chunk) => {
    said = `${said}${chunk}`.slice(-4000);
    // Java stays when its main thread dies, as of a port in use.
    if (said.includes('Exception in thread "main"')) group.stdin.end();
  });
  let stopping = false;
  const closed = once(group, 'close');
  const crashed = new Promise<Error>((resolve) => {
    closed.then(() => stopping || resolve(new Error(`DynamoDB Local has ended by itself. ${said}`.trim())));
  });
  const ready = Promise.race([
    answers(endpoint),
    closed.then(() => Promise.reject(new Error(`DynamoDB Local did not start. ${said}`))),
  ]);
  ready.catch(() => {});
  return {
    endpoint,
    ready,
    crashed,
    async [Symbol.asyncDispose]() {
      stopping = true;
      group.stdin.end();
      await closed;
    },
  };
}
