import { rule } from '#domain/kernel/messages/messages.ts';
import { LaboratoryProfile } from '#domain/laboratories.ts';
import { distinct } from '#domain/requests/distinct.ts';

const { tenants } = LaboratoryProfile.shape;

export const PutLabProfile = LaboratoryProfile.omit({
  laboratoryId: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
})
  .extend({ tenants: tenants.unwrap().refine(distinct, rule('duplicate_tenant')).optional() })
  .strict();
