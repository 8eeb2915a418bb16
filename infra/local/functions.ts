import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handlerFile } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import type { Handlers } from '#infra/local/gateway.ts';
import type { Trigger } from '#infra/local/stream.ts';

/** Every Lambda of the product. */
export type Functions = Handlers & {
  announce: Trigger['announce'];
  announceAgain: (event: SQSEvent) => Promise<SQSBatchResponse>;
  deliverWebhook: (event: SQSEvent) => Promise<SQSBatchResponse>;
};

/** Loads the handlers. They read the environment while they load. */
export async function loadFunctions(): Promise<Functions> {
  const named = Object.entries(routes).map(async ([name, route]) => [name, await load(handlerFile(route))]);
  return {
    routes: Object.fromEntries(await Promise.all(named)),
    unknownRoute: await load('functions/http/unknown-route.ts'),
    announce: await load('functions/events/announce.ts'),
    announceAgain: await load('functions/events/announce-again.ts'),
    deliverWebhook: await load('functions/events/deliver-webhook.ts'),
  };
}

/** The handler of a file below the root. One that cannot be loaded fails when it is called, as a Lambda does. */
async function load(file: string) {
  try {
    const { handler } = await import(pathToFileURL(join(import.meta.dirname, '../..', file)).href);
    return handler;
  } catch (error) {
    return () => Promise.reject(error);
  }
}
