import * as z from 'zod/mini';
import { Actor } from '#domain/kernel/caller.ts';
import { Instant } from '#domain/kernel/identifiers.ts';

/** The stamp of an entry: how often it was written, and when and by whom the last time. */
export const stamp = {
  version: z.int().check(z.minimum(0)),
  updatedAt: z.nullable(Instant),
  updatedBy: z.nullable(Actor),
};

/** The same members as a mask for zod's `omit`: every write sets them by itself, and a PUT says none of them. */
export const stampMembers = { version: true, updatedAt: true, updatedBy: true } as const;
