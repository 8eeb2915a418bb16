import * as z from 'zod';
import { Actor } from '#domain/kernel/caller.ts';
import { Instant } from '#domain/kernel/identifiers.ts';

/** How often, when and by whom an entry was written. */
export const revision = { version: z.int().min(0), updatedAt: Instant.nullable(), updatedBy: Actor.nullable() };
