import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asyncApi } from '#functions/asyncapi.ts';
import { openApi } from '#functions/openapi.ts';
import { routes } from '#functions/routes.ts';
import { documents, fileOf } from '#infra/docs.ts';

describe('the documents in docs/', () => {
  it.each(Object.entries(documents))(
    '%s is the one that the code draws; `npm run docs` writes it anew',
    (name, draw) => {
      expect(JSON.parse(readFileSync(fileOf(name), 'utf8'))).toEqual(JSON.parse(JSON.stringify(draw())));
    },
  );

  it('name an operation for every route', () => {
    const ids = [...JSON.stringify(openApi()).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it('describe events without a patient or a price, and refer only to what they have', () => {
    const text = JSON.stringify(asyncApi());
    expect(text).not.toMatch(/patient|lastName|price/i);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
    expect(references.length).toBeGreaterThan(3);
    for (const path of references) expect(path.reduce((at, name) => at?.[name], JSON.parse(text))).toBeTypeOf('object');
  });
});
