import * as z from 'zod';
import { revision } from '#domain/catalog/revision.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

export const Laboratory = stored({
  laboratoryId: Id,
  name: text(100),
  active: z.boolean(),
  address: text(200).optional(),
  ...revision,
});
export type Laboratory = z.infer<typeof Laboratory>;

/**
 * A laboratory's name, address, and the `tenants` that may publish to it; without `tenants`, all may. Profiles of early
 * releases have no version and count as version 0.
 */
export const LaboratoryProfile = stored({
  laboratoryId: Id,
  name: text(100),
  address: text(200).optional(),
  tenants: z.array(Id).max(500).optional(),
  version: revision.version.default(0),
  updatedAt: revision.updatedAt.default(null),
  updatedBy: revision.updatedBy.default(null),
});
export type LaboratoryProfile = z.infer<typeof LaboratoryProfile>;

/** Whether a laboratory takes orders from a tenant. If not, it sees neither the tenant's orders nor their events. */
export function opensTo(profile: LaboratoryProfile | undefined, tenantId: Id): boolean {
  return profile?.tenants?.includes(tenantId) ?? true;
}
