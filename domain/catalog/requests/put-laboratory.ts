import * as z from 'zod/mini';
import { Laboratory } from '#domain/catalog/laboratories.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutLaboratory = z.strictObject(
  z.omit(Laboratory, {
    laboratoryId: true,
    ...revisionMembers,
  }).shape,
);
