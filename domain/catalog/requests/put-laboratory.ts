import * as z from 'zod/mini';
import { Laboratory } from '#domain/catalog/laboratories.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';

export const PutLaboratory = z.strictObject(
  z.omit(Laboratory, {
    laboratoryId: true,
    ...stampMembers,
  }).shape,
);
