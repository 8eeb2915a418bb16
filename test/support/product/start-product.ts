import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { listen } from '#infra/local/machine/listening.ts';

/** Starts the product in a child process, and returns the URLs that it sends. */
async function start(): Promise<{ child: ChildProcess; says: object }> {
  const child = fork(join(import.meta.dirname, 'product-process.ts'), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The product did not start.');
  });
  const [says] = await Promise.race([once(child, 'message'), ended]);
  ended.catch(() => {});
  return { child, says };
}

/**
 * Global set-up: one product for the whole run, started when the first test file asks for it. Files
 * use tenants of their own.
 */
export default async function setup(project: TestProject) {
  const { write } = process.stdout;
  // Hides the log lines of functions from the output of the tests.
  process.stdout.write = (chunk: string | Uint8Array) =>
    `${chunk}`.startsWith('{"level"') || write.call(process.stdout, chunk);
  let started: ReturnType<typeof start> | undefined;
  const server = createServer(async (_, response) => {
    try {
      started ??= start();
      response.end(JSON.stringify((await started).says));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  project.provide('shared', await listen(server));
  return async () => {
    server.close();
    const { child } = (await started?.catch(() => undefined)) ?? {};
    if (child?.exitCode !== null) return;
    child.disconnect();
    await once(child, 'exit');
  };
}
