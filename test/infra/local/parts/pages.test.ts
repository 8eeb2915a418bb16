import { expect, test } from 'vitest';
import { shared } from '#test/support/product/shared-product.ts';

test.each([
  ['/docs', 'text/html', '<!doctype html>'],
  ['/docs/scalar.js', 'text/javascript', '(function'],
  ['/docs/errors', 'text/html', '<!doctype html>'],
  ['/pages.css', 'text/css', ':root'],
  ['/icon.svg', 'image/svg+xml', '<svg'],
  ['/openapi.json', 'application/json', '{'],
  ['/asyncapi.json', 'application/json', '{'],
  ['/order.published.v1.schema.json', 'application/json', '{'],
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
