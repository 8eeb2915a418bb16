import * as z from 'zod';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';

/** What many routes take, in the path, the query or the body. */

export const nothing = z.strictObject({});
export const number = z.strictObject({ number: OrderNumberRequest });
export const labNumber = z.strictObject({ ...number.shape, tenantId: Id });
export const id = z.strictObject({ id: Id });

/** What a GET of an entry shows beside its body: taken back when unchanged, refused when changed. */
export const readOnly = z.unknown().optional().describe('Read-only: as a reply shows it, or left out.');
export const revision = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };
