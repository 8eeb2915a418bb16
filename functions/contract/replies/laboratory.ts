import * as z from 'zod/mini';
import { Laboratory } from '#domain/catalog/laboratories.ts';

/** A laboratory, and whether somebody receives its orders. */
export const LaboratoryReply = z.object({
  ...Laboratory.shape,
  connected: z.nullable(z.strictObject({ name: z.string() })),
});
