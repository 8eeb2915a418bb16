import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What keeps everything between runs, by where it stands in the directory. */
const directories = ['dynamodb', 'queues', 'files'] as const;
const files = ['events.jsonl', 'issuer-key.json', 'stream.json'] as const;

export type Kept = (typeof directories)[number] | (typeof files)[number];

/** SQLite's word for a lock that somebody else holds. */
const busy = 5;

/**
 * Makes the directory that keeps everything, unless it is there, and keeps other products out of it. Throws where it
 * cannot be made, written or locked, and says what to do.
 */
export function openDataDir(name: string): Disposable & { place: (kept: Kept) => string } {
  const directory = resolve(name);
  const place = (kept: Kept) => join(directory, kept);
  using parts = new DisposableStack();
  try {
    make(directory);
    parts.use(lock(directory));
    for (const each of directories.map(place)) {
      make(each);
      tryToWrite(each);
    }
    for (const file of files.map(place)) if (existsSync(file)) closeSync(openSync(file, 'r+'));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('errcode' in error && error.errcode === busy)
      throw new Error(`Another product is running on DATA_DIR ${name}: stop it, or choose another directory.`);
    const cure = 'Name a folder that you may write to, or leave DATA_DIR out to keep nothing.';
    throw new Error(`DATA_DIR ${name} cannot be used: ${error.message}. ${cure}`);
  }
  const opened = parts.move();
  return { place, [Symbol.dispose]: () => opened.dispose() };
}

/** Node's own way to make all of a path tries for ever below /proc, where making anything is answered as if its parent were missing. */
function make(directory: string): void {
  if (existsSync(directory)) return;
  make(dirname(directory));
  mkdirSync(directory);
}

/** A megabyte, so that a full disk is found now. */
function tryToWrite(directory: string): void {
  const file = join(directory, 'trial');
  try {
    writeFileSync(file, Buffer.alloc(2 ** 20));
  } finally {
    rmSync(file, { force: true });
  }
}

/** The system itself lets go of the lock when its holder ends, even by SIGKILL. */
function lock(directory: string): Disposable {
  const file = new DatabaseSync(join(directory, 'lock'));
  file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  return { [Symbol.dispose]: () => file.close() };
}
