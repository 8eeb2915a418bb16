import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const file = join(import.meta.dirname, '../../../docs/receiver.mjs');

/** What the sample receiver is told: the desk, how it gets tokens, what signs, where it listens and where it keeps. */
type Settings = Record<'DESK' | 'TOKEN_URL' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'SECRET' | 'PORT' | 'DIRECTORY', string>;

/** Starts docs/receiver.mjs, listening. `said` has the lines that it prints; disposing of it ends it. */
export async function startReceiver(settings: Settings): Promise<AsyncDisposable & { said: readonly string[] }> {
  const env = { ...process.env, ...settings };
  const receiver = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(receiver, 'close');
  const said: string[] = [];
  const lines = createInterface({ input: receiver.stdout }).on('line', (line) => said.push(line));
  await Promise.race([once(lines, 'line'), ended.then(() => Promise.reject(new Error('The receiver did not start.')))]);
  return {
    said,
    async [Symbol.asyncDispose]() {
      receiver.kill('SIGTERM');
      await ended;
    },
  };
}
