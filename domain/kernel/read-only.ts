import * as z from 'zod/mini';

/** A read-only member. It may be sent back unchanged, and is refused when changed. */
export const readOnly = z.optional(z.unknown());
