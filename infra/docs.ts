import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codes } from '#functions/codes.ts';
import { asyncApi, eventSchemas } from '#functions/description/asyncapi.ts';
import { openApi } from '#functions/description/openapi.ts';

/** The drawn documents in docs/, by file name. `npm run docs` writes them, and a test fails when one is out of date. */
export const documents: Record<string, () => object | string> = {
  'openapi.json': openApi,
  'asyncapi.json': asyncApi,
  ...eventSchemas,
  'errors.md': errorsPage,
};

/** The text of a document: a page as it is, all else as JSON. */
export const textOf = (document: object | string) =>
  `${typeof document === 'string' ? document : JSON.stringify(document, null, 2)}\n`;

function errorsPage(): string {
  const rows = Object.entries(codes).map(([code, { meaning, cure }]) => `| \`${code}\` | ${meaning} | ${cure} |`);
  return [
    '# Codes',
    '',
    'Every `code` of a refusal, a fault or a warning, drawn from [the code](../functions/codes.ts). [clinics.md](clinics.md#errors) says where they stand in a reply.',
    '',
    '| Code | What it means | What to do |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

export const fileOf = (name: string) => join(import.meta.dirname, '../docs', name);

if (import.meta.main) for (const [name, draw] of Object.entries(documents)) writeFileSync(fileOf(name), textOf(draw()));
