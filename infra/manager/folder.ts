import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { importFiles } from '#domain/catalog/import/check-import.ts';
import { tablesAmong } from '#domain/catalog/import/files.ts';
import { oneLine } from '#infra/manager/one-line.ts';

/**
 * The CSV files of a folder as text, by name in small letters. Hidden files and those of open spreadsheets are left out.
 * Throws if there are none, and names what cannot be read.
 */
export function filesIn(folder: string): Map<string, string> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${folder} is not a folder.`);
  const found = tablesAmong(readdirSync(folder), (name) => name);
  if (found.size === 0) throw new Error(`Put one of these into ${folder}: ${importFiles.join(', ')}.`);
  const decoder = new TextDecoder();
  const files = [...found].map(([name, same]) => {
    if (same.length > 1)
      throw new Error(
        `Leave one of these in ${folder}: ${oneLine(same.toSorted().join(', '))}. Their names differ only in capital letters.`,
      );
    const path = join(folder, ...same);
    // To read a pipe would wait for whoever writes it.
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new Error(`${oneLine(path)} is not a file.`);
    return [name, decoder.decode(readFileSync(path))] as const;
  });
  return new Map(files);
}
