import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const start = join(import.meta.dirname, '../start.ts');

/** Starts the product unless it answers at `url` already. Disposing ends what this call has started, and only that. */
export async function launchUnlessRunning(url: string): Promise<AsyncDisposable> {
  const running = await fetch(`${url}/health`).catch(() => undefined);
  if (running?.ok) return { async [Symbol.asyncDispose]() {} };

  const product = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(product, 'close');
  await Promise.race([
    ended.then(() => Promise.reject(new Error('The product did not start.'))),
    readyLine(createInterface({ input: product.stdout })),
  ]);
  return {
    async [Symbol.asyncDispose]() {
      product.kill('SIGTERM');
      await ended;
    },
  };
}

async function readyLine(lines: AsyncIterable<string>): Promise<void> {
  for await (const line of lines) if (line.startsWith('ready ')) return;
}
