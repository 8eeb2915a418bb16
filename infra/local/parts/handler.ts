import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The handler of a file below the root. One that cannot be loaded fails when it is called, as a Lambda does. */
export async function load(file: string) {
  try {
    const { handler } = await import(pathToFileURL(join(import.meta.dirname, '../../..', file)).href);
    return handler;
  } catch (error) {
    return () => Promise.reject(error);
  }
}
