import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';

const { tenants } = LaboratoryProfile.shape;

export const PutLabProfile = LaboratoryProfile.omit({
  laboratoryId: true,
  ...revisionMembers,
})
  .extend({
    tenants: tenants
      .unwrap()
      .superRefine(distinct('duplicate_tenant', (id) => id))
      .optional(),
  })
  .strict();
