import * as z from 'zod/mini';

/** A read-only member. It may be sent back unchanged, and is refused when changed. */
export const readOnly = z.optional(z.unknown());

/**
 * Those members of a body that change by themselves and are as a reply may have shown them at another time. They are
 * taken back like unchanged ones.
 */
export function shownBefore({ shape }: z.ZodMiniObject, body: object): object {
  const isShown = ([member, value]: [string, unknown]) => shape[member] && z.safeParse(shape[member], value).success;
  return Object.fromEntries(Object.entries(body).filter(isShown));
}
