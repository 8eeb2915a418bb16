/** Starts further products by their command. The shared product is started before them, so that none has to install Java. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, expect, vi } from 'vitest';
import { holdReplies } from '#test/support/product/held-replies.ts';
import '#test/support/product/shared-product.ts';

/** A start takes seconds, and more when other tests keep the machine busy. */
export const timeout = 90_000;

export const local = join(import.meta.dirname, '../../../infra/local');
export const program = [process.execPath, join(local, 'start.ts')];

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the product, or another command, and collects its output. */
export function start(environment: Record<string, string>, [command = '', ...args] = program) {
  const child = spawn(command, args, {
    env: { ...process.env, DATA_DIR: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += chunk));
  child.stderr.on('data', (chunk) => (said.stderr += chunk));
  const ended = once(child, 'close');
  const ready = async (): Promise<string> => {
    const line = await vi.waitFor(() => /^ready (\S+)$/m.exec(said.stdout) ?? expect.fail(said.stderr), {
      timeout,
      interval: 50,
    });
    const [, url = ''] = line;
    holdReplies(url);
    return url;
  };
  return { child, said, ended, ready };
}
