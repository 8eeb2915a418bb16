import { Laboratory } from '#domain/catalog/laboratories.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

export const PutLaboratory = Laboratory.omit({
  laboratoryId: true,
  ...revisionMembers,
}).strict();
