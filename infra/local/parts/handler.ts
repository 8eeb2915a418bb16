import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Loads the handler of a file below the root. If it cannot be loaded, every call fails, as with a Lambda. */
export async function load(file: string) {
  try {
    const { handler } = await import(pathToFileURL(join(import.meta.dirname, '../../..', file)).href);
    return handler;
  } catch (error) {
    return () => Promise.reject(error);
  }
}
