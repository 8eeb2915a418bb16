import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { listen } from '#infra/local/machine/listening.ts';

/** Starts the product in a process of its own, as people do, and gives what it says of itself. */
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

/** One product for the whole run, started when a file asks for it; each test file has a tenant or a table of its own. */
export default async function setup(project: TestProject) {
  const { write } = process.stdout;
  // The functions' log lines are not the tests' affair.
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
