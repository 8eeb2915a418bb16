import { once } from 'node:events';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer as Authorized,
  APIGatewayProxyStructuredResultV2 as Result,
} from 'aws-lambda';
import type { Lambda } from '#infra/local/parts/gateway.ts';

/** A call as it is passed to the thread; the time that it has is told by its end, in epoch milliseconds. */
export type Call = { file: string; event: Authorized; awsRequestId: string; functionName: string; deadline: number };

/** What comes back: what the handler answered, or why it did not. */
export type Said = { kind: 'answered'; result: Result } | { kind: 'failed'; fault: string };

/** A thread of its own for handlers that work for long, so that nobody else waits for them. */
export type Thread = AsyncDisposable & { handlerOf: (file: string) => Lambda<Authorized> };

/** Starts a thread with the handlers of files. Where it ends, its calls fail, and the next call starts another. */
export function startThread(files: readonly string[]): Thread {
  let running = start(files);
  return {
    handlerOf:
      (file) =>
      async (event, { awsRequestId, functionName, getRemainingTimeInMillis }) => {
        if (running.ended()) running = start(files);
        const left = getRemainingTimeInMillis();
        const said = await running.ask({ file, event, awsRequestId, functionName, deadline: Date.now() + left }, left);
        if (said.kind === 'failed') throw new Error(said.fault);
        return said.result;
      },
    [Symbol.asyncDispose]: () => running.stop(),
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
    /** Passes a call on. Where its milliseconds are over the thread is ended, as Lambda ends a function. */
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
