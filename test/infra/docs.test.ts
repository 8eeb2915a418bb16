import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asyncApi } from '#functions/contract/asyncapi.ts';
import { openApi } from '#functions/contract/openapi.ts';
import { routes } from '#functions/contract/routes.ts';
import { documents, fileOf, textOf } from '#infra/docs.ts';
import type { Body } from '#test/support/product/clinic.ts';

describe('the documents in docs/', () => {
  it.each(Object.entries(documents))('%s is up to date: else run `npm run docs`', (name, draw) => {
    expect(readFileSync(fileOf(name), 'utf8')).toEqual(textOf(draw()));
  });

  it('name an operation for every route', () => {
    const ids = [...JSON.stringify(openApi()).matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(ids.toSorted()).toEqual(Object.keys(routes).toSorted());
  });

  it('say for each operation if it needs a body, if it answers 201, and which headers its replies have', () => {
    const { paths } = JSON.parse(JSON.stringify(openApi()));
    const successes = (path: string, method: string) =>
      Object.entries(paths[path][method].responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([status, answer]) => [status, ...Object.keys(Object(answer).headers)].join(' '));
    expect(successes('/v1/lab/subscriptions/{id}', 'put')).toEqual(['200 X-Request-Id ETag', '201 X-Request-Id ETag']);
    expect(successes('/v1/settings', 'put')).toEqual(['200 X-Request-Id ETag']);
    expect(successes('/v1/orders', 'post')).toEqual(['201 X-Request-Id ETag Location']);
    expect(successes('/v1/orders', 'get')).toEqual(['200 X-Request-Id Link']);
    expect(successes('/v1/lab/subscriptions/{id}', 'delete')).toEqual(['204 X-Request-Id']);
    expect(successes('/v1/lab/feed', 'get')).toEqual(['200 X-Request-Id']);
    const needed = (path: string, method: string) => paths[path][method].requestBody.required ?? false;
    expect(needed('/v1/lab/subscriptions/{id}', 'put')).toBe(true);
    expect(needed('/v1/orders/{number}/publish', 'post')).toBe(false);
  });

  it('say that every GET of a single thing takes If-None-Match', () => {
    const { paths } = JSON.parse(JSON.stringify(openApi()));
    const reads = Object.values<Record<string, { get?: object }>>(paths).flatMap(({ get }) =>
      get ? [Object(get)] : [],
    );
    const asked = reads.filter(({ parameters }) => parameters.some(({ name }: Body) => name === 'If-None-Match'));
    expect(asked.length).toBeGreaterThan(3);
    expect(reads.filter(({ responses }) => responses[200].headers.ETag)).toEqual(asked);
    expect(reads.filter(({ responses }) => responses[304])).toEqual(asked);
  });

  it('say how to get a token, and which replies come from API Gateway itself', () => {
    const { components, paths } = JSON.parse(JSON.stringify(openApi()));
    expect(components.securitySchemes.token.description).toMatch(/grant_type=client_credentials.+an hour/);
    const { Unauthorized, Forbidden, TooMany, Fault } = components.responses;
    for (const { content } of [Unauthorized, Forbidden])
      expect(Object.keys(content)).toEqual(['application/problem+json', 'application/json']);
    expect(Object.keys(Unauthorized.headers)).toContain('WWW-Authenticate');
    expect(Object.keys(TooMany.content)).toEqual(['application/json']);
    expect(Object.keys(Fault.headers)).toEqual(['X-Request-Id', 'Retry-After']);
    for (const operation of Object.values(paths).flatMap((path) => Object.values(Object(path))))
      expect(Object(operation).responses).toMatchObject({ 401: { $ref: '#/components/responses/Unauthorized' } });
  });

  it('describe events without a patient or a price, and have no broken references', () => {
    const text = JSON.stringify(asyncApi());
    expect(text).not.toMatch(/patient|lastName|price/i);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path.split('/'));
    expect(references.length).toBeGreaterThan(3);
    for (const path of references) expect(path.reduce((at, name) => at?.[name], JSON.parse(text))).toBeTypeOf('object');
  });
});

it('README, docs/deploy.md and package.json name the same versions of Node', () => {
  const { engines, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [starts, runs] = [engines.node, devDependencies.node].map((version) => /\d+/.exec(version)?.[0]);
  const readme = readFileSync('README.md', 'utf8');
  for (const page of [readme, readFileSync('docs/deploy.md', 'utf8')])
    expect(page.match(/Node \d+ or newer/g)).toEqual([`Node ${starts} or newer`]);
  expect(readme).toContain(`They run on Node ${runs}, which \`npm ci\` installs`);
  expect(readme).toContain('EBADENGINE');
});
