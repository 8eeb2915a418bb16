import * as z from 'zod/mini';
import { stamp } from '#domain/catalog/stamp.ts';
import { Id } from '#domain/kernel/identifiers.ts';
import { stored } from '#domain/kernel/stored.ts';
import { text } from '#domain/kernel/text.ts';

/** A laboratory that the tenant sends orders to. With `own` it is the tenant's own: its technicians do the work. */
export const Laboratory = stored({
  laboratoryId: Id,
  name: text(100),
  active: z.boolean(),
  address: z.optional(text(200)),
  own: z.optional(z.boolean()),
  ...stamp,
});
export type Laboratory = z.infer<typeof Laboratory>;

/**
 * A laboratory's name, address, and the `tenants` that may publish to it; without `tenants`, all may. Profiles of early
 * releases have no version and count as version 0.
 */
export const LaboratoryProfile = stored({
  laboratoryId: Id,
  name: text(100),
  address: z.optional(text(200)),
  tenants: z.optional(z.array(Id).check(z.maxLength(500))),
  version: z._default(stamp.version, 0),
  updatedAt: z._default(stamp.updatedAt, null),
  updatedBy: z._default(stamp.updatedBy, null),
});
export type LaboratoryProfile = z.infer<typeof LaboratoryProfile>;

/** What an organisation sees of who receives orders under a laboratory's id: null if nobody does yet. */
export const Connected = z.nullable(z.strictObject({ name: z.string() }));

/** Whether a laboratory takes new orders from a tenant. Of those that it has, it reads and hears on. */
export function opensTo(profile: LaboratoryProfile | undefined, tenantId: Id): boolean {
  return profile?.tenants?.includes(tenantId) ?? true;
}
