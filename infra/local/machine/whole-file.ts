import { renameSync, writeFileSync } from 'node:fs';

/** Replaces a file atomically: if the process is killed, the old file is left. Only the owner may read the file. */
export function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
