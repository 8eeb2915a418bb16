import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asyncApi, eventSchemas } from '#functions/description/asyncapi.ts';
import { type Addresses, openApi } from '#functions/description/openapi.ts';
import { errorsMarkdown } from '#infra/pages/errors.ts';

/**
 * The drawn documents in docs/, by file name. `npm run docs` writes them, and a test fails when one is out of date. Without
 * addresses they name those of the local product.
 */
export const documents: Record<string, (addresses?: Addresses) => object | string> = {
  'openapi.json': openApi,
  'asyncapi.json': asyncApi,
  ...eventSchemas,
  'errors.md': errorsMarkdown,
};

/** The text of a document: a page as it is, all else as JSON. */
export const textOf = (document: object | string) =>
  `${typeof document === 'string' ? document : JSON.stringify(document, null, 2)}\n`;

export const fileOf = (name: string) => join(import.meta.dirname, '../docs', name);

if (import.meta.main) {
  // Only here, because Bruno's language takes half a second to load, and the pages draw from this file.
  const { collectionFiles } = await import('#infra/collection.ts');
  for (const [name, draw] of Object.entries(documents)) writeFileSync(fileOf(name), textOf(draw()));
  rmSync(fileOf('collection'), { recursive: true, force: true });
  for (const [name, text] of Object.entries(collectionFiles())) {
    mkdirSync(dirname(fileOf(name)), { recursive: true });
    writeFileSync(fileOf(name), text);
  }
}
