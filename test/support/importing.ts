import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importCatalog } from '#infra/manager/import-catalog.ts';

/** A folder with files. */
export function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The last line that a command has printed. */
export const lastLine = (stdout: string) => stdout.trimEnd().split('\n').at(-1);

/** Does what `npm run import` does, in this process, with the seconds of its pauses; but nothing waits. */
export async function importWith(options: string[], environment: Record<string, string>) {
  const out: string[] = [];
  const err: string[] = [];
  const pauses: number[] = [];
  const status = await importCatalog(options, environment, {
    say: (line) => void out.push(`${line}\n`),
    warn: (line) => void err.push(`${line}\n`),
    pause: async (seconds) => void pauses.push(seconds),
  });
  const stdout = out.join('');
  return { status, stdout, stderr: err.join(''), last: lastLine(stdout), pauses };
}
