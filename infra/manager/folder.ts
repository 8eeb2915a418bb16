import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '#domain/catalog/import/check-import.ts';

/** The CSV files of a folder as text, by name. Hidden files and those of open spreadsheets are left out. */
export function filesIn(folder: string): Map<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is not a folder.`);
  const names = readdirSync(folder).filter((name) => /^[^.~].*\.csv$/i.test(name));
  if (names.length === 0) throw new Error(`Put one of these into ${folder}: ${importFiles.join(', ')}.`);
  const decoder = new TextDecoder();
  return new Map(names.map((name) => [name.toLowerCase(), decoder.decode(readFileSync(join(folder, name)))]));
}
