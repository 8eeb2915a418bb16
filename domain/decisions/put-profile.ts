import type { Caller } from '#domain/caller.ts';
import type { Decision } from '#domain/decision.ts';
import { putEntry } from '#domain/decisions/put-entry.ts';
import type { Id, Instant } from '#domain/identifiers.ts';
import { LaboratoryProfile } from '#domain/laboratories.ts';

/** Replaces what a laboratory says of itself, or adds it. */
export function putProfile(
  laboratoryId: Id,
  current: LaboratoryProfile | null,
  sent: object,
  act: { caller: Caller; at: Instant },
): Decision<LaboratoryProfile> {
  const replaceable = { entry: LaboratoryProfile, given: { laboratoryId } };
  return putEntry(replaceable, current, sent, act);
}
