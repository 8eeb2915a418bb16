import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncApi, eventSchemas } from '#functions/contract/asyncapi.ts';
import { openApi } from '#functions/contract/openapi.ts';

/** The JSON documents in docs/, by file name. `npm run docs` writes them, and a test fails when one is out of date. */
export const documents: Record<string, () => object> = {
  'openapi.json': openApi,
  'asyncapi.json': asyncApi,
  ...eventSchemas,
};

export const fileOf = (name: string) => join(import.meta.dirname, '../docs', name);

if (import.meta.main)
  for (const [name, draw] of Object.entries(documents))
    writeFileSync(fileOf(name), `${JSON.stringify(draw(), null, 2)}\n`);
