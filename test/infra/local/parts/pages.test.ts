import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { shared } from '#test/support/product/shared-product.ts';

test.each([
  ['/docs', 'text/html', '<!doctype html>'],
  ['/docs/scalar.js', 'text/javascript', '(function'],
  ['/docs/errors', 'text/html', '<!doctype html>'],
  ['/pages.css', 'text/css', ':root'],
  ['/icon.svg', 'image/svg+xml', '<svg'],
  ['/openapi.json', 'application/json', '{'],
  ['/asyncapi.json', 'application/json', '{'],
  ['/schemas/order.published.v1.schema.json', 'application/json', '{'],
])('the local product serves %s to anybody, as %s', async (path, type, begin) => {
  const answer = await fetch(`${shared.product}${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  expect((await answer.text()).startsWith(begin)).toBe(true);
  const asked = await fetch(`${shared.product}${path}`, { method: 'HEAD' });
  expect([asked.status, asked.headers.get('content-type'), await asked.text()]).toEqual([200, type, '']);
  const refused = await fetch(`${shared.product}${path}`, { method: 'POST' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
});

test('the served OpenAPI document names the port that the product has', async () => {
  const document = await (await fetch(`${shared.product}/openapi.json`)).json();
  expect(document).toMatchObject({ servers: [{ variables: { api: { default: shared.product } } }] });
});

test('GET /v1 leads to the desk and to documents that are there, and to the address that gives tokens', async () => {
  const answer = await fetch(`${shared.product}/v1`);
  const { tokens, ...documents } = z.record(z.string(), z.string()).parse(await answer.json());
  expect(Object.keys(documents)).toEqual(['desk', 'documentation', 'errors', 'openapi', 'asyncapi']);
  for (const document of Object.values(documents)) expect((await fetch(document)).status).toBe(200);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'northside-manager',
    client_secret: 'demo-secret',
  });
  expect((await fetch(tokens ?? '', { method: 'POST', body })).status).toBe(200);
});
