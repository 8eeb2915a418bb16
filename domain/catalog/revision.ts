import * as z from 'zod';
import { Actor } from '#domain/kernel/caller.ts';
import { Instant } from '#domain/kernel/identifiers.ts';

/** What a write says of itself: how often, when and by whom it was done. */
export const revision = { version: z.int().min(0), updatedAt: Instant.nullable(), updatedBy: Actor.nullable() };
