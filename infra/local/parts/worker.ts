/** The code of the worker thread that thread.ts starts. It answers each call on the port that comes with it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { load } from '#infra/local/parts/handler.ts';
import type { Call, Said } from '#infra/local/parts/thread.ts';

const files = z.array(z.string()).parse(workerData);
const handlers = new Map(files.map((file) => [file, load(file)]));

parentPort?.on('message', async ({ call, port }: { call: Call; port: MessagePort }) => {
  port.postMessage(await answer(call));
});

async function answer({ file, event, deadline, ...invocation }: Call): Promise<Said> {
  try {
    const handler = await handlers.get(file);
    const result = await handler(event, { ...invocation, getRemainingTimeInMillis: () => deadline - Date.now() });
    return { kind: 'answered', result };
  } catch (error) {
    return { kind: 'failed', fault: error instanceof Error ? `${error.stack}` : `${error}` };
  }
}
