import { LaboratoryProfile } from '#domain/catalog.ts';
import type { Id } from '#domain/identifiers.ts';
import { withoutKey } from '#functions/store/catalog.ts';
import { findAll } from '#functions/store/client.ts';
import { keys } from '#functions/store/table.ts';

/** What a laboratory says of itself, consistently read; undefined where it has said nothing. */
export async function find(laboratoryId: Id): Promise<LaboratoryProfile | undefined> {
  const [item] = await findAll([keys.profile(laboratoryId)]);
  return item && LaboratoryProfile.parse(withoutKey(item));
}
