import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { findAll, withoutKey } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';
import { putVersioned } from '#functions/store/versioned.ts';

/** Reads a laboratory's profile, consistently; undefined if there is none. */
export async function find(laboratoryId: Id): Promise<LaboratoryProfile | undefined> {
  const [item] = await findAll([keys.profile(laboratoryId)]);
  return item && parsed(LaboratoryProfile, withoutKey(item));
}

/**
 * Writes a profile, on condition of the version that was read, or that none exists. False when another write was
 * faster.
 */
export const put = (profile: LaboratoryProfile): Promise<boolean> =>
  putVersioned(keys.profile(profile.laboratoryId), profile);
