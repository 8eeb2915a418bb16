import type { ImportedEntry } from '#domain/catalog/import/check-import.ts';

/** The entries of an import by what the catalogue has: nothing with this id, something else, or the same. */
export type Sorted = Record<'added' | 'differing' | 'unchanged', ImportedEntry[]>;

export function sorted(entries: readonly ImportedEntry[]): Sorted {
  const which = (kind: ImportedEntry['comparison']['kind']) =>
    entries.filter(({ comparison }) => comparison.kind === kind);
  return { added: which('new'), differing: which('other'), unchanged: which('same') };
}

/**
 * The entries that are written, in their sequence: what the catalogue does not have, and, to replace it, what it has
 * differently.
 */
export const entriesToWrite = (entries: readonly ImportedEntry[], replace: boolean): ImportedEntry[] =>
  entries.filter(({ comparison }) => comparison.kind === 'new' || (replace && comparison.kind === 'other'));

/** The version that an entry replaces. Null for one that is added, on condition that nothing is there. */
export const replacedVersion = ({ comparison }: ImportedEntry): number | null =>
  comparison.kind === 'other' ? comparison.version : null;

/** What has become of an entry. */
export type Written = 'added' | 'replaced' | 'kept';

/**
 * What has become of an entry. One to add that was there by now stays as it is: somebody has added it since, or the answer
 * to our own first attempt was lost.
 */
export function writtenAs(entry: ImportedEntry, wasThere: boolean): Written {
  if (replacedVersion(entry) !== null) return 'replaced';
  return wasThere ? 'kept' : 'added';
}
