import * as z from 'zod/mini';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';
import { readOnly } from '#domain/kernel/read-only.ts';

/** Parts that many routes share. */

export const nothing = z.strictObject({});
export const number = z.strictObject({ number: OrderNumberRequest });
export const labNumber = z.strictObject({ ...number.shape, tenantId: Id });
export const id = z.strictObject({ id: Id });

/** The stamp of an entry, which a request may repeat as it read it, and which has no effect. */
export const stamp = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };
