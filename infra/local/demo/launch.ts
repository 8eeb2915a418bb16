import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const start = join(import.meta.dirname, '../start.mjs');

/** A running product, and sentences that say where it keeps orders, and how to look at one after the demo. */
type Running = AsyncDisposable & { about: string; after: (path: string) => string };

/** Starts the product unless one answers at `url` already. Disposing stops the product only if this call started it. */
export async function launchUnlessRunning(url: string): Promise<Running> {
  const running = await fetch(`${url}/health`).catch(() => undefined);
  if (running?.ok)
    return {
      about: `Orders go to the product that runs at ${url}.`,
      after: (path) => `Look at it on the order desk: ${url}/${path}`,
      async [Symbol.asyncDispose]() {},
    };

  const product = spawn(process.execPath, [start], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(product, 'close');
  if (!(await saysReady(createInterface({ input: product.stdout })))) {
    await ended;
    throw new Error('The product did not start: see above.');
  }
  // Its log is not needed, but must be read, or the pipe fills up and the product blocks.
  product.stdout.resume();
  const dataDir = process.env['DATA_DIR'] && resolve(process.env['DATA_DIR']);
  return {
    about: `Orders go to a product that was started at ${url}. ${
      dataDir ? `It keeps them in DATA_DIR ${dataDir}.` : 'It keeps them in memory, until the demo ends.'
    }`,
    after: (path) =>
      dataDir
        ? `Look at it on the order desk: run npm start with DATA_DIR=${dataDir}, then open ${url}/${path}`
        : 'Its orders are gone now. To look at them on the order desk, run npm start first, and then the demo beside it.',
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
