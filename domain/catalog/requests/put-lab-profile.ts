import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { rule } from '#domain/kernel/messages/messages.ts';

const { tenants } = LaboratoryProfile.shape;

export const PutLabProfile = LaboratoryProfile.omit({
  laboratoryId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
})
  .extend({ tenants: tenants.unwrap().refine(distinct, rule('duplicate_tenant')).optional() })
  .strict();
