import type { Words } from '#desk/words/en.ts';

type Texts = Pick<Words, 'laboratory' | 'form'>;

/** The names of what is prescribed differently, each once. */
export function changedNames(changed: readonly string[], { form }: Pick<Words, 'form'>): string {
  const names = new Map([
    ['clinic', form.clinic],
    ['customer', form.dentist],
    ['laboratoryId', form.laboratory],
    ['laboratory', form.laboratory],
    ['patient', form.patient],
    ['toothNotation', form.notation],
    ['services', form.services],
    ['enclosures', form.enclosures],
    ['dueDate', form.dueDate],
    ['note', form.note],
  ]);
  return [...new Set(changed.map((field) => names.get(field) ?? field))].join(', ');
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
