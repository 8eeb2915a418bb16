import * as z from 'zod/mini';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';
import { readOnly } from '#domain/kernel/read-only.ts';

/** Parts that many routes share. */

export const nothing = z.strictObject({});
export const number = z.strictObject({ number: OrderNumberRequest });
export const labNumber = z.strictObject({ ...number.shape, tenantId: Id });
export const id = z.strictObject({ id: Id });

export const revision = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };
