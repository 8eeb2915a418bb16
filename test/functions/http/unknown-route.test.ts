import { describe, expect, test } from 'vitest';
import { handler } from '#functions/http/unknown-route.ts';
import type { Answer } from '#test/support/functions/call-handler.ts';
import { expectRefused } from '#test/support/functions/mock-table.ts';
import { eventOf } from '#test/support/functions/requests.ts';

/** Calls the handler of unknown routes. The known paths are in vitest.config.ts. */
async function ask(method: string, rawPath: string): Promise<Answer> {
  const event = eventOf('getOrder');
  event.requestContext.http.method = method;
  const { statusCode = 0, headers = {}, body } = await handler({ ...event, rawPath });
  return { status: statusCode, headers, body: body && JSON.parse(body) };
}

test('GET /v1 says where things are, in its body and by links that programs follow', async () => {
  const answer = await ask('GET', '/v1');
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    documentation: 'https://orders.example.com/docs',
    errors: 'https://orders.example.com/docs/errors',
    openapi: 'https://orders.example.com/openapi.json',
    asyncapi: 'https://orders.example.com/asyncapi.json',
    desk: 'https://orders.example.com/',
    tokens: 'https://sign-in.example.com/oauth2/token',
  });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'x-request-id': 'this-request',
    link:
      '<https://orders.example.com/openapi.json>; rel="service-desc"; type="application/json", ' +
      '<https://orders.example.com/docs>; rel="service-doc"; type="text/html"',
  });
});

describe('A known path with another method is 405, and Allow names the methods that it takes:', () => {
  test.each([
    ['POST', '/v1', 'GET'],
    ['DELETE', '/v1/orders', 'POST, GET'],
    ['HEAD', '/v1/orders', 'POST, GET'],
    ['PUT', '/v1/orders/E33E1B813D', 'GET, PATCH'],
    ['HEAD', '/v1/orders/%23e33e1b813d', 'GET, PATCH'],
    ['POST', '/v1/orders/no-number', 'GET, PATCH'],
  ])('%s %s', async (method, path, allow) => {
    const answer = await ask(method, path);
    expectRefused(answer, 405, 'method_not_allowed');
    expect(answer.headers['allow']).toBe(allow);
    expect(answer.body).not.toHaveProperty('headers');
  });
});

test.each([
  ['/orders', /^Begin the path with \/v1/],
  ['/', /^Begin the path with \/v1/],
  ['/v1x/orders', /^Begin the path with \/v1/],
  ['/v1/nothing', /^Check the number or address/],
  ['/v1/', /^Check the number or address/],
])('The 404 of %s says what would be found', async (path, detail) => {
  expect((await ask('GET', path)).body).toMatchObject({ detail: expect.stringMatching(detail) });
});

describe('A path that there is not is our own 404:', () => {
  test.each(['/v1/nothing', '/v1/orders/', '/v1/orders/E33E1B813D/', '/v1/orders/a/b', '/orders', '/'])(
    '%s',
    async (path) => {
      const answer = await ask('GET', path);
      expectRefused(answer, 404, 'not_found');
      expect(answer.headers).not.toHaveProperty('allow');
    },
  );
});

test.each(['/v1/orders', '/v1/nothing'])(
  'A browser that asks whether it may ask %s hears that it may, to which the API adds what and from where',
  async (path) => {
    expect(await ask('OPTIONS', path)).toMatchObject({ status: 204, headers: { 'x-request-id': 'this-request' } });
  },
);
