import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventDocuments } from '#infra/asyncapi.ts';

const documents = eventDocuments();

test.each([...documents])('docs/%s says what the code says; if not, run `npm run docs`', (file, text) => {
  expect(readFileSync(`docs/${file}`, 'utf8')).toBe(text);
});

test('the AsyncAPI document refers only to what it has, and names no patient', () => {
  const text = documents.get('asyncapi.json') ?? '';
  const document = JSON.parse(text);
  expect(document.asyncapi).toBe('3.0.0');
  const references = [...text.matchAll(/"\$ref": "#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
  expect(references.length).toBeGreaterThan(3);
  for (const path of references) expect(path.reduce((at, name) => at?.[name], document)).toBeTypeOf('object');
  expect(text).not.toMatch(/patient|lastName|price/i);
});
