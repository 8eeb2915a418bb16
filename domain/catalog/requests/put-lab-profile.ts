import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { revisionMembers } from '#domain/catalog/revision.ts';
import { rule } from '#domain/kernel/messages/messages.ts';

const { tenants } = LaboratoryProfile.shape;

export const PutLabProfile = LaboratoryProfile.omit({
  laboratoryId: true,
  ...revisionMembers,
})
  .extend({ tenants: tenants.unwrap().refine(distinct, rule('duplicate_tenant')).optional() })
  .strict();
