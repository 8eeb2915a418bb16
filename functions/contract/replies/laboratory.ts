import * as z from 'zod/mini';
import { Connected, Laboratory } from '#domain/catalog/laboratories.ts';

/** A laboratory, and whether somebody receives its orders. */
export const LaboratoryReply = z.object({
  ...Laboratory.shape,
  connected: Connected,
});
