import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const file = join(import.meta.dirname, '../../../docs/receiver.mjs');

/** What the sample receiver is told: where the desk is, the laboratory's token and secret, and where it listens. */
type Settings = { DESK: string; TOKEN: string; SECRET: string; PORT: string };

/** Starts docs/receiver.mjs, listening. `said` has the lines that it prints; disposing of it ends it and what it kept. */
export async function startReceiver(settings: Settings): Promise<AsyncDisposable & { said: readonly string[] }> {
  const directory = mkdtempSync(join(tmpdir(), 'receiver-'));
  const env = { ...process.env, ...settings, DIRECTORY: directory };
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
      rmSync(directory, { recursive: true });
    },
  };
}
