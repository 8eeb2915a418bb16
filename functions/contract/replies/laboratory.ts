import * as z from 'zod';
import { Laboratory } from '#domain/catalog/laboratories.ts';

/** A laboratory that orders can go to, and whether anybody receives there. */
export const LaboratoryReply = z.object({
  ...Laboratory.shape,
  connected: z.strictObject({ name: z.string() }).nullable().describe('Who receives there; null where nobody does'),
});
