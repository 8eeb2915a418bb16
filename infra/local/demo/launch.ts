import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const start = join(import.meta.dirname, '../start.mjs');

/** A product that answers, and a sentence about where it keeps what it is told. */
type Running = AsyncDisposable & { about: string };

/** Starts the product unless it answers at `url` already. Disposing ends what this call has started, and only that. */
export async function launchUnlessRunning(url: string): Promise<Running> {
  const running = await fetch(`${url}/health`).catch(() => undefined);
  if (running?.ok)
    return {
      about: `The product that runs at ${url} keeps the orders of this story.`,
      async [Symbol.asyncDispose]() {},
    };

  const product = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(product, 'close');
  if (!(await saysReady(createInterface({ input: product.stdout })))) {
    await ended;
    throw new Error('The product did not start.');
  }
  // Its log, which nobody reads here, must not fill the pipe.
  product.stdout.resume();
  const dataDir = process.env['DATA_DIR'];
  return {
    about: `A product was started at ${url} for this story. ${
      dataDir ? `It keeps the orders in DATA_DIR ${resolve(dataDir)}.` : 'It keeps the orders in memory, until the end.'
    }`,
    async [Symbol.asyncDispose]() {
      product.kill('SIGTERM');
      await ended;
    },
  };
}

async function saysReady(lines: AsyncIterable<string>): Promise<boolean> {
  for await (const line of lines) if (line.startsWith('ready ')) return true;
  return false;
}
