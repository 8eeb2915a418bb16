import * as z from 'zod/mini';
import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import { distinct } from '#domain/catalog/requests/distinct.ts';
import { stampMembers } from '#domain/catalog/stamp.ts';

const { tenants } = LaboratoryProfile.shape;

export const PutLabProfile = z.strictObject(
  z.extend(
    z.omit(LaboratoryProfile, {
      laboratoryId: true,
      ...stampMembers,
    }),
    {
      tenants: z.optional(tenants.def.innerType.check(z.superRefine(distinct('duplicate_tenant', (id) => id)))),
    },
  ).shape,
);
