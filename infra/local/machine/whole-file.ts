import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file as a whole: whoever is killed in between leaves the old one. Only its owner may read it. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
