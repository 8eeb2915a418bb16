import * as z from 'zod/mini';
import type { Route } from '#functions/contract/route.ts';
import { routes } from '#functions/contract/routes.ts';
import { pathPattern } from '#infra/local/parts/path-pattern.ts';

/** A request as a test lists it: the path without `/v1`, with its query. */
type Listed = readonly [method: string, path: string, ...rest: unknown[]];

/** The routes of one thing, such as `/orders/{number}`, that none of the requests asks; a dry run counts as a route. */
export function unasked(thing: string, requests: readonly Listed[]): string[] {
  return Object.values<Route>(routes)
    .filter(({ path }) => path.startsWith(`/v1${thing}`))
    .flatMap(({ method, path, takes: { shape } }) => {
      const dryRun = shape['query'] instanceof z.ZodMiniObject && 'dryRun' in shape['query'].shape;
      return (dryRun ? ['', 'dryRun=true'] : ['']).map((query) => ({ method, path, query }));
    })
    .filter((route) => !requests.some((request) => asks(request, route)))
    .map(({ method, path, query }) => `${method} ${path} ${query}`.trim());
}

function asks([method, asked]: Listed, route: { method: string; path: string; query: string }): boolean {
  const [path = '', query = ''] = asked.split('?');
  return method === route.method && query === route.query && pathPattern(route.path).test(`/v1${path}`);
}
