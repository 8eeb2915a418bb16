import { Laboratory } from '#domain/catalog/laboratories.ts';

export const PutLaboratory = Laboratory.omit({
  laboratoryId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
}).strict();
