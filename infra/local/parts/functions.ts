import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handlerFile } from '#functions/contract/route.ts';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import type { Handlers } from '#infra/local/parts/gateway.ts';
import { load } from '#infra/local/parts/handler.ts';
import type { Trigger } from '#infra/local/parts/stream.ts';
import { startThread } from '#infra/local/parts/thread.ts';

/** Every Lambda of the product. */
export type Functions = AsyncDisposable &
  Handlers & {
    announce: Trigger['announce'];
    announceAgain: (event: SQSEvent) => Promise<SQSBatchResponse>;
    deliverWebhook: (event: SQSEvent) => Promise<SQSBatchResponse>;
  };

/**
 * Loads the handlers. Those of the routes in `long` run in a thread of their own. Handlers read the
 * environment while loading.
 */
export async function loadFunctions(long: readonly RouteName[]): Promise<Functions> {
  const thread = startThread(long.map((name) => handlerFile(routes[name])));
  const named = Object.values(routes).map(async (route) => {
    const file = handlerFile(route);
    return [route.name, long.includes(route.name) ? thread.handlerOf(file) : await load(file)];
  });
  return {
    routes: Object.fromEntries(await Promise.all(named)),
    unknownRoute: await load('functions/http/unknown-route.ts'),
    announce: await load('functions/events/announce.ts'),
    announceAgain: await load('functions/events/announce-again.ts'),
    deliverWebhook: await load('functions/events/deliver-webhook.ts'),
    [Symbol.asyncDispose]: thread[Symbol.asyncDispose],
  };
}
