import type { Words } from '#desk/words/en.ts';

type Texts = Pick<Words, 'laboratory' | 'atLaboratory'>;

/** The names of what is prescribed differently. */
export function changedNames(changed: readonly string[], { atLaboratory }: Pick<Words, 'atLaboratory'>): string {
  const names = new Map(Object.entries(atLaboratory.prescribed));
  return changed.map((field) => names.get(field) ?? field).join(', ');
}

/** Which revision an order is, from the second on: what it replaces, and what is prescribed differently. */
export function revisionText(revision: number, changed: readonly string[] | null, texts: Texts): string | null {
  if (revision < 2) return null;
  const text = texts.laboratory.revision;
  // There is nothing to compare with: the revision before was sent to another laboratory.
  if (!changed) return text.only(revision);
  const names = changedNames(changed, texts);
  return `${text.replaces(revision)} ${names ? text.changed(names) : text.nothingChanged}`;
}
