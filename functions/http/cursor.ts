import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { type Caller, identityOf } from '#domain/kernel/caller.ts';
import { accept } from '#domain/kernel/decision.ts';
import { httpFault } from '#functions/http/messages/messages.ts';
import { type Result, refuse } from '#functions/http/refusal.ts';
import { reply } from '#functions/http/reply.ts';

/** The list that a cursor belongs to. No other caller and no other list can use it. */
export type ListOf = { caller: Caller; filter: unknown };

/**
 * A cursor for the next page. It needs no secret: the partition always comes from the token, and the hash only detects
 * a cursor of another list.
 */
export function cursorOf(position: unknown, list: ListOf): string {
  return Buffer.from(JSON.stringify([position, seal(list)])).toString('base64url');
}

/** The position in a cursor, null without one. Refuses a cursor of another list. */
export function positionIn<Position>(
  cursor: string | undefined,
  schema: z.ZodMiniType<Position>,
  list: ListOf,
): Result<Position | null> {
  if (cursor === undefined) return accept(null);
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [position] = z.tuple([schema, z.literal(seal(list))]).parse(JSON.parse(text));
    return accept(position);
  } catch {
    return badCursor;
  }
}

export const badCursor = refuse({
  code: 'validation_failed',
  errors: [httpFault('query', '/cursor', 'bad_cursor')],
});

export const searchTooWide = refuse({
  code: 'validation_failed',
  errors: [httpFault('query', '/patient', 'search_too_wide')],
});

const seal = ({ caller, filter }: ListOf) =>
  createHash('sha256')
    .update(JSON.stringify([identityOf(caller), filter]))
    .digest('base64url')
    .slice(0, 16);

/** One page of a list, with a link to the next one (RFC 8288). */
export function pageOf<Item>(items: Item[], nextCursor: string | null, path: string, query: Record<string, unknown>) {
  if (!nextCursor) return reply({ items, nextCursor });
  const next = new URLSearchParams();
  for (const [name, values] of Object.entries({ ...query, cursor: nextCursor }))
    for (const value of [values].flat()) if (value !== undefined) next.append(name, String(value));
  return reply({ items, nextCursor }, { link: `<${path}?${next}>; rel="next"` });
}
