import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of programs of other people that have packages of their own. */
const clients = join(import.meta.dirname, '../clients');

/** A folder of test/clients, with its packages. */
export const installed = (name: string): string => install(join(clients, name));

/** Installs the packages of a folder, unless they are there as its lock file has them. Returns the folder. */
export function install(folder: string): string {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const mark = join(folder, 'node_modules/.installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return folder;
  const { status, stderr } = npm(
    folder,
    'ci',
    '--no-audit',
    '--no-fund',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-factor=2',
  );
  if (status !== 0)
    throw new Error(`Let npm reach its registry, and see that this succeeds: cd ${folder} && npm ci\n${stderr}`);
  writeFileSync(mark, lock);
  return folder;
}

/** Runs npm in a folder, and waits for it. */
export const npm = (folder: string, ...command: string[]) =>
  spawnSync('npm', command, { cwd: folder, encoding: 'utf8' });
