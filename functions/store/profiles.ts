import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { findAll, withoutKey } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';
import { putVersioned } from '#functions/store/versioned.ts';

/** What a laboratory says of itself, consistently read; undefined where it has said nothing. */
export async function find(laboratoryId: Id): Promise<LaboratoryProfile | undefined> {
  const [item] = await findAll([keys.profile(laboratoryId)]);
  return item && parsed(LaboratoryProfile, withoutKey(item));
}

/** Puts a profile over the version that was read, or where none stood; false when somebody else was faster. */
export const put = (profile: LaboratoryProfile): Promise<boolean> =>
  putVersioned(keys.profile(profile.laboratoryId), profile);
