import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the local product keeps in its data directory. */
const directories = ['dynamodb', 'queues', 'files'] as const;
const files = ['events.jsonl', 'issuer-key.json', 'stream.json'] as const;

export type Kept = (typeof directories)[number] | (typeof files)[number];

/** An open data directory. Disposing lets other products use it. */
export type DataDir = Disposable & { place: (kept: Kept) => string };

/** SQLite's error code SQLITE_BUSY: another process holds the lock. */
const busy = 5;

/**
 * Makes the data directory, if there is none, and locks it, so that no other product uses it. Throws an error that says
 * what to do if the directory cannot be made, written or locked.
 */
export function openDataDir(name: string): DataDir {
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
      throw new Error(`Choose another DATA_DIR, or stop the product that is using ${name}.`);
    const cure = 'Set DATA_DIR to a folder that you may write to, or leave it out to keep nothing.';
    throw new Error(`${cure} DATA_DIR ${name} cannot be used: ${error.message}.`);
  }
  const opened = parts.move();
  return { place, [Symbol.dispose]: () => opened.dispose() };
}

/**
 * Opens something that is kept at a place, or not at all. Throws an error that names the place and says what to do if
 * what is there cannot be read.
 */
export async function opened<Part>(
  place: string | undefined,
  open: (place: string | undefined) => Part | Promise<Part>,
): Promise<Part> {
  try {
    return await open(place);
  } catch (error) {
    if (place === undefined || !(error instanceof Error)) throw error;
    // Other plain errors say themselves what to do. Only SQLite's have an `errcode`.
    if (error.name === 'Error' && !('errcode' in error)) throw error;
    const cure = 'Set DATA_DIR to an empty folder, or to an earlier copy of this one.';
    throw new Error(`${cure} What is in ${place} cannot be read: ${error.message}.`);
  }
}

/** Makes a directory and its parents. Node's `recursive: true` never returns below /proc, which answers ENOENT for ever. */
function make(directory: string): void {
  if (existsSync(directory)) return;
  make(dirname(directory));
  mkdirSync(directory);
}

/** Writes and deletes a file of one megabyte, so that a full or read-only disk is found at the start. */
function tryToWrite(directory: string): void {
  const file = join(directory, 'trial');
  try {
    writeFileSync(file, Buffer.alloc(2 ** 20));
  } finally {
    rmSync(file, { force: true });
  }
}

/** Locks a directory by a SQLite file. The system releases the lock when this process ends, even by SIGKILL. */
function lock(directory: string): Disposable {
  const file = new DatabaseSync(join(directory, 'lock'));
  file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  return { [Symbol.dispose]: () => file.close() };
}
