import * as z from 'zod/mini';
import type { Status } from '#domain/order/statuses.ts';

const listed = (sent: unknown) => (sent === undefined || Array.isArray(sent) ? sent : [sent]);

/** One of these statuses, or several as a repeated parameter: each once, in the order of the state machine. */
export const oneOrMoreOf = (options: readonly Status[]) =>
  z.pipe(
    z.transform(listed),
    z.optional(
      z.pipe(
        z.array(z.enum(options)).check(z.maxLength(options.length)),
        z.transform((sent) => options.filter((status) => sent.includes(status))),
      ),
    ),
  );
