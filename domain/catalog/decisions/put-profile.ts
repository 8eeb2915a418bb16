import { putEntry } from '#domain/catalog/decisions/put-entry.ts';
import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Caller } from '#domain/kernel/caller.ts';
import type { Decision } from '#domain/kernel/decision.ts';
import type { Id, Instant } from '#domain/kernel/identifiers.ts';

/** Replaces or adds a laboratory's profile. */
export function putProfile(
  laboratoryId: Id,
  current: LaboratoryProfile | null,
  sent: object,
  act: { caller: Caller; at: Instant },
): Decision<LaboratoryProfile> {
  const replaceable = { entry: LaboratoryProfile, serverMembers: { laboratoryId } };
  return putEntry(replaceable, current, sent, act);
}
