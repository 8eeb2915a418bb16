import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's word for a lock that somebody else holds. */
const busy = 5;

/** Keeps other products out of a directory. The system itself lets go of the lock when its holder ends, even by SIGKILL. */
export function lock(directory: string): Disposable {
  const file = new DatabaseSync(join(directory, 'lock'));
  try {
    file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    if (!(error instanceof Error) || !('errcode' in error) || error.errcode !== busy) throw error;
    throw new Error(`Another product is running on DATA_DIR ${directory}: stop it, or choose another directory.`);
  }
  return { [Symbol.dispose]: () => file.close() };
}
