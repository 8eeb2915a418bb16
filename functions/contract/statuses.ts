import * as z from 'zod/mini';
import { Status } from '#domain/order/statuses.ts';

const listed = (sent: unknown) => (sent === undefined || Array.isArray(sent) ? sent : [sent]);

/** One status, or several as a repeated parameter: each once, in the order of the state machine. */
export const statuses = z.pipe(
  z.transform(listed),
  z.optional(
    z.pipe(
      z.array(Status).check(z.maxLength(Status.options.length)),
      z.transform((sent) => Status.options.filter((status) => sent.includes(status))),
    ),
  ),
);
