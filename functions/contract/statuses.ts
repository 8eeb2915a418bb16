import * as z from 'zod';
import { Status } from '#domain/order/statuses.ts';

const listed = (sent: unknown) => (sent === undefined || Array.isArray(sent) ? sent : [sent]);

/** One status, or several as a repeated parameter: each once, in the order of the state machine. */
export const statuses = z.preprocess(
  listed,
  z
    .array(Status)
    .max(Status.options.length)
    .transform((sent) => Status.options.filter((status) => sent.includes(status)))
    .optional(),
);
