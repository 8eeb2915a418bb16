import { kinds } from '#desk/catalogue/kinds.ts';
import { words } from '#desk/words/words.ts';
import { fileOf } from '#domain/catalog/import/check-import.ts';
import { tablesAmong } from '#domain/catalog/import/files.ts';

/** A file that was chosen, as text. */
export type Chosen = { name: string; text: string };

/** The files of an import by name; or why these are none. */
export type ChosenTables =
  | { kind: 'tables'; tables: Map<string, string> }
  | { kind: 'none' }
  | { kind: 'twice'; name: string };

/** The names of the files that an import takes, each with what is in it. */
export const fileNames = (): string =>
  kinds.map((kind) => `${fileOf(kind)} (${words.value.catalogue.tabs[kind]})`).join(', ');

/** The tables among the files that were chosen. */
export function tablesIn(chosen: readonly Chosen[]): ChosenTables {
  const found = tablesAmong(chosen, ({ name }) => name);
  if (found.size === 0) return { kind: 'none' };
  const twice = [...found].find(([, same]) => same.length > 1);
  if (twice) return { kind: 'twice', name: twice[0] };
  return { kind: 'tables', tables: new Map([...found].map(([name, same]) => [name, same[0]?.text ?? ''])) };
}

/** Reads files as UTF-8; what is not is left for the check to find. */
export const readChosen = (files: Iterable<File>): Promise<Chosen[]> =>
  Promise.all([...files].map(async (file) => ({ name: file.name, text: await file.text() })));
