import * as z from 'zod';
import { Id, OrderNumberRequest } from '#domain/kernel/identifiers.ts';

/** Parts that many routes share. */

export const nothing = z.strictObject({});
export const number = z.strictObject({ number: OrderNumberRequest });
export const labNumber = z.strictObject({ ...number.shape, tenantId: Id });
export const id = z.strictObject({ id: Id });

/** A read-only member of an entry. It may be sent back unchanged, and is refused when changed. */
export const readOnly = z.unknown().optional().describe('Read-only: as a reply shows it, or left out.');
export const revision = { version: readOnly, updatedAt: readOnly, updatedBy: readOnly };
