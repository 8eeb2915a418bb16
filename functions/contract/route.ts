import type * as z from 'zod/mini';
import type { Audience, Role } from '#domain/kernel/caller.ts';

/**
 * One route: what it takes and replies, who may call it, and the folder of its handler
 * (`functions/<folder>/<name>.ts`).
 */
export type Route = {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: `/v1/${string}`;
  /**
   * Also the name of its stack. Moving a deployed route to another folder takes two deployments, because an API allows
   * each method and path only once.
   */
  folder: 'orders' | 'work' | 'messages' | 'catalog' | 'listening' | 'lab';
  /** Clinics or laboratories: neither may call the other's routes. */
  audience: Audience;
  summary: string;
  roles: readonly Role[];
  takes: z.ZodMiniObject<{ params: z.ZodMiniObject; query: z.ZodMiniObject; body: z.ZodMiniType }>;
  reply: z.ZodMiniType;
  mergePatch?: true;
  /** Whether a write needs If-Match (`required`), or may send it (`honoured`) and may also send If-None-Match: `*`. */
  ifMatch?: 'required' | 'honoured';
  /** A GET that replies with an ETag, and with 304 when the caller has that version already. */
  etag?: true;
  retryKey?: true;
  /**
   * A write whose reply can be left out (`Prefer: return=minimal`): a GET shows the same, or its `Location` leads there.
   */
  minimal?: true;
  /** The status of a success when it is not 200; 204 has no body. */
  success?: 201 | 204;
  /** A PUT that replies 201 when it has added something. */
  adds?: true;
};

/** The API as a resource server of the token issuer, and the scope that every token must have. */
export const resourceServer = { identifier: 'order-desk', scopeName: 'orders' } as const;
export const scope = `${resourceServer.identifier}/${resourceServer.scopeName}`;

/** Whether a route reads a body. */
export const takesBody = ({ method }: Route): boolean => method !== 'GET' && method !== 'DELETE';

/** The path of a route's handler from the root, such as `functions/orders/publish-order.ts`. */
export function handlerFile({ name, folder }: Route): string {
  return `functions/${folder}/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
}
