import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer as Authorized,
  APIGatewayProxyStructuredResultV2 as Result,
} from 'aws-lambda';
import type { Lambda } from '#infra/local/parts/gateway.ts';

/** A call as it is passed to the thread. `deadline` is in epoch milliseconds. */
export type Call = { file: string; event: Authorized; awsRequestId: string; functionName: string; deadline: number };

/** The handler's reply, or the error that it threw. */
export type Said = { kind: 'answered'; result: Result } | { kind: 'failed'; fault: string };

/** A worker thread for handlers that compute for long, so that other requests need not wait for them. */
export type Thread = AsyncDisposable & { handlerOf: (file: string) => Lambda<Authorized> };

/**
 * A worker thread with the handlers of files. The first call starts it, because loading them takes a second. If it ends, its
 * calls fail, and the next call starts a new one.
 */
export function startThread(files: readonly string[]): Thread {
  let running: ReturnType<typeof start> | undefined;
  return {
    handlerOf:
      (file) =>
      async (event, { awsRequestId, functionName, getRemainingTimeInMillis }) => {
        if (!running || running.ended()) running = start(files);
        const left = getRemainingTimeInMillis();
        const said = await running.ask({ file, event, awsRequestId, functionName, deadline: Date.now() + left }, left);
        if (said.kind === 'failed') throw new Error(said.fault);
        return said.result;
      },
    [Symbol.asyncDispose]: async () => running?.stop(),
  };
}

function start(files: readonly string[]) {
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), { workerData: files });
  let over = false;
  const end = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread has ended with code ${code}.`)));
  });
  end.catch(() => {
    over = true;
  });
  return {
    ended: () => over,
    stop: async () => void (await worker.terminate()),
    /** Passes a call to the thread. After `left` milliseconds the thread is terminated, as Lambda does on a timeout. */
    async ask(call: Call, left: number): Promise<Said> {
      const { port1: ours, port2: theirs } = new MessageChannel();
      const timer = setTimeout(() => void worker.terminate(), left);
      try {
        worker.postMessage({ call, port: theirs }, [theirs]);
        return await Promise.race([once(ours, 'message').then(([said]) => said), end]);
      } finally {
        clearTimeout(timer);
        ours.close();
      }
    },
  };
}
