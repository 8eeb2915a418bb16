import { LaboratoryProfile } from '#domain/catalog/laboratories.ts';
import type { Id } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { type Listener, laboratoryListener, laboratoryOf } from '#domain/listening/listener.ts';
import { findAll, type Item, withoutKey } from '#functions/store/client.ts';
import { type Key, keys } from '#functions/store/table.ts';
import { putVersioned } from '#functions/store/versioned.ts';

/** The key of a listener's profile. Only a laboratory has one: what a tenant hears is of itself alone. */
export function profileKeys(listener: Listener): Key[] {
  const laboratoryId = laboratoryOf(listener);
  return laboratoryId === null ? [] : [keys.profile(laboratoryId)];
}

/** The profile among items that were read; undefined if there is none. */
export function profileIn(items: readonly Item[]): LaboratoryProfile | undefined {
  const item = items.find(({ SK }) => SK === keys.profile('').SK);
  return item && parsed(LaboratoryProfile, withoutKey(item));
}

/** Reads a listener's profile, consistently; undefined if there is none. */
export const findFor = async (listener: Listener): Promise<LaboratoryProfile | undefined> =>
  profileIn(await findAll(profileKeys(listener)));

/** Reads a laboratory's profile, consistently; undefined if there is none. */
export const find = (laboratoryId: Id): Promise<LaboratoryProfile | undefined> =>
  findFor(laboratoryListener(laboratoryId));

/**
 * Writes a profile, on condition of the version that was read, or that none exists. False when another write was
 * faster.
 */
export const put = (profile: LaboratoryProfile): Promise<boolean> =>
  putVersioned(keys.profile(profile.laboratoryId), profile);
