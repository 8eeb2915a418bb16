import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const file = join(import.meta.dirname, '../../../docs/receiver.mjs');

/** The environment of docs/receiver.mjs: API, credentials, webhook secret, port, and the folder for forms. */
type Settings = Record<'DESK' | 'TOKEN_URL' | 'CLIENT_ID' | 'CLIENT_SECRET' | 'SECRET' | 'PORT' | 'DIRECTORY', string>;

/** Starts docs/receiver.mjs and waits until it listens. `said` has the lines that it has printed. Disposing stops it. */
export async function startReceiver(settings: Settings): Promise<AsyncDisposable & { said: readonly string[] }> {
  const env = { ...process.env, ...settings };
  const receiver = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(receiver, 'close');
  const said: string[] = [];
  const lines = createInterface({ input: receiver.stdout }).on('line', (line) => said.push(line));
  await Promise.race([
    once(lines, 'line'),
    ended.then(() => Promise.reject(new Error('The receiver did not start: see above.'))),
  ]);
  return {
    said,
    async [Symbol.asyncDispose]() {
      receiver.kill('SIGTERM');
      await ended;
    },
  };
}
