import * as z from 'zod';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';
import { readOnly } from '#domain/kernel/read-only.ts';
import { Status } from '#domain/order/statuses.ts';

/** Parts that many routes share. */

export const nothing = z.strictObject({});
export const number = z.strictObject({ number: OrderNumberRequest });
export const labNumber = z.strictObject({ ...number.shape, tenantId: Id });
export const id = z.strictObject({ id: Id });

export const revision = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };

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
