import type * as z from 'zod';
import type { Audience, Role } from '#domain/kernel/caller.ts';

/** One row: what a route takes and answers, who may call it, and where its handler stands (`functions/<folder>/<name>.ts`). */
export type Route = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  /** Its stack, too: once deployed, a route goes to another in two deployments, as one API takes no method and path twice. */
  folder: 'orders' | 'work' | 'catalog' | 'listening' | 'lab';
  /** Whose it is: a laboratory has no business with a clinic's routes, nor a clinic with a laboratory's. */
  audience: Audience;
  summary: string;
  roles: readonly Role[];
  takes: z.ZodObject;
  reply: z.ZodType;
  mergePatch?: true;
  /** Whether a write names the version that it is made upon. What honours that can also ask that nothing stands there. */
  ifMatch?: 'required' | 'honoured';
  /** A GET whose reply has an ETag, and is 304 to who has that version already. */
  etag?: true;
  retryKey?: true;
  /** What it answers where it is not 200; 204 has no body. */
  success?: 201 | 204;
  /** A PUT that answers 201 where nothing stood. */
  adds?: true;
};

/** The API as a resource server of the issuer, and what every token must be good for there. */
export const resourceServer = { identifier: 'order-desk', scopeName: 'orders' } as const;
export const scope = `${resourceServer.identifier}/${resourceServer.scopeName}`;

/** The file of a route's handler, below the root: `functions/orders/publish-order.ts`. */
export function handlerFile({ name, folder }: Route): string {
  return `functions/${folder}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
