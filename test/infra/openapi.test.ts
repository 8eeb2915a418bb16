import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { routes } from '#functions/routes.ts';
import { openApi, openApiFile } from '#infra/openapi.ts';

describe('the OpenAPI document', () => {
  it('in docs/ is the one that the route table draws; `npm run docs` writes it anew', () => {
    expect(JSON.parse(readFileSync(openApiFile, 'utf8'))).toEqual(openApi());
  });

  it('has an operation for every route', () => {
    const ids = [...JSON.stringify(openApi()).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual(Object.keys(routes).toSorted());
  });
});
