import { folded } from '#domain/kernel/text.ts';

/** How the entries of a kind are listed. */
export type Listed<Entry> = {
  nameOf: (entry: Entry) => string;
  /** The heading under which it stands; empty for none. */
  groupOf: (entry: Entry) => string;
  isActive: (entry: Entry) => boolean;
  /** All texts by which it can be found. */
  textsOf: (entry: Entry) => readonly (string | undefined)[];
};

/** Entries under a heading; the ones that are no longer active stand apart. */
export type Group<Entry> = { heading: string; isActive: boolean; entries: Entry[] };

/** An entry with the text by which it is found, ready to be compared. */
export type Findable<Entry> = { entry: Entry; text: string };

/** Entries by name, ready to be filtered. */
export function findable<Entry>(
  entries: readonly Entry[],
  { nameOf, textsOf }: Listed<Entry>,
  language: string,
): Findable<Entry>[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return entries
    .toSorted((one, other) => compare(nameOf(one), nameOf(other)))
    .map((entry) => ({
      entry,
      text: textsOf(entry)
        .map((text) => folded(text ?? ''))
        .join('\n'),
    }));
}

/** The entries in which every word of the filter is found, by their groups; last those that are no longer active. */
export function grouped<Entry>(
  all: readonly Findable<Entry>[],
  filter: string,
  { groupOf, isActive }: Listed<Entry>,
  language: string,
): Group<Entry>[] {
  const wanted = folded(filter).split(' ');
  const found = all.filter(({ text }) => wanted.every((word) => text.includes(word))).map(({ entry }) => entry);
  const { compare } = new Intl.Collator(language, { numeric: true });
  const active = Map.groupBy(found.filter(isActive), groupOf);
  const groups = [...active].toSorted(([one], [other]) => compare(one, other));
  const inactive = found.filter((entry) => !isActive(entry));
  return [
    ...groups.map(([heading, entries]) => ({ heading, isActive: true, entries })),
    ...(inactive.length > 0 ? [{ heading: '', isActive: false, entries: inactive }] : []),
  ];
}
