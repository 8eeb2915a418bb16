import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Gateway, type Handlers, type Lambda, startGateway } from '#infra/local/parts/gateway.ts';
import { createIssuer, issuerPaths } from '#infra/local/parts/issuer.ts';

type Authorized = APIGatewayProxyEventV2WithJWTAuthorizer;

/** Mocked handlers, and the events that they got. */
const createOrder = vi.fn<Lambda<Authorized>>();
const editOrder = vi.fn<Lambda<Authorized>>();
const listOrders = vi.fn<Lambda<Authorized>>();
const unknownRoute = vi.fn<Lambda<APIGatewayProxyEventV2>>();
const handlers: Handlers = { routes: { createOrder, editOrder, listOrders }, unknownRoute };

let gateway: Gateway;
let issuer: Awaited<ReturnType<typeof createIssuer>>;
let token: string;

/** A token of the issuer with these claims. */
const tokenWith = (claims: object, by = issuer) =>
  by.issuer.buildToken({
    scopesOrTransform: (_, payload) => Object.assign(payload, { scope: 'openid order-desk/orders', ...claims }),
  });

const send = (path: string, init: RequestInit = {}) =>
  fetch(`${gateway.url}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

beforeAll(async () => {
  issuer = await createIssuer([]);
  gateway = await startGateway(0);
  issuer.issuer.url = gateway.url;
  gateway.serve(
    handlers,
    {
      'GET /health': (_, response) => response.end('well'),
      [`GET ${issuerPaths.jwks}`]: issuer.requestHandler,
    },
    ['http://localhost:5173'],
  );
  token = await tokenWith({ aud: 'order-desk', sub: 'anna', role: 'manager', tenant_id: 'northside' });
  return () => gateway[Symbol.asyncDispose]();
});

beforeEach(() => {
  vi.resetAllMocks();
  for (const handler of [createOrder, editOrder, listOrders])
    handler.mockResolvedValue({ statusCode: 200, body: '{}' });
  unknownRoute.mockResolvedValue({ statusCode: 404, body: 'nothing here' });
});

describe('a handler gets a request', () => {
  test('as the event of HTTP API', async () => {
    const body = '{"customerId":"dr-weber"}';
    await send('/v1/orders?dryRun=true&tag=a%20b&tag=c', {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        cookie: 'a=1; b=2',
        'user-agent': 'vitest',
        'X-Twice': '1',
      },
      body,
    });
    const [event, invocation] = createOrder.mock.lastCall ?? [];
    const { host } = new URL(gateway.url);
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/orders',
      rawPath: '/v1/orders',
      rawQueryString: 'dryRun=true&tag=a%20b&tag=c',
      cookies: ['a=1', 'b=2'],
      headers: expect.objectContaining({
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(body.length),
        'x-twice': '1',
        authorization: `Bearer ${token}`,
        host,
      }),
      queryStringParameters: { dryRun: 'true', tag: 'a b,c' },
      body,
      isBase64Encoded: false,
      requestContext: {
        accountId: expect.any(String),
        apiId: expect.any(String),
        authorizer: {
          jwt: {
            claims: expect.objectContaining({ sub: 'anna', tenant_id: 'northside' }),
            scopes: ['order-desk/orders'],
          },
        },
        domainName: host,
        domainPrefix: expect.any(String),
        http: { method: 'POST', path: '/v1/orders', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'vitest' },
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
        routeKey: 'POST /v1/orders',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
    });
    expect(event?.headers).not.toHaveProperty('cookie');
    expect(invocation).toMatchObject({ functionName: 'createOrder', awsRequestId: expect.any(String) });
    expect(invocation?.getRemainingTimeInMillis()).toBeGreaterThan(1000);
  });

  test('with all claims as strings, a list in brackets, and none for null', async () => {
    const given = { level: 3, verified: true, groups: ['a', 'b'], tenant_id: null };
    const claimed = await tokenWith({ aud: 'order-desk', sub: 'anna', ...given });
    await send('/v1/orders', { headers: { authorization: `Bearer ${claimed}` } });
    const { claims } = listOrders.mock.lastCall?.[0].requestContext.authorizer.jwt ?? {};
    expect(claims).toMatchObject({
      level: '3',
      verified: 'true',
      groups: '[a b]',
      exp: expect.stringMatching(/^\d+$/),
    });
    expect(claims).not.toHaveProperty('tenant_id');
  });

  test('with the parameters of its path decoded', async () => {
    await send('/v1/orders/%23e33e1b813d', { method: 'PATCH', body: '{}' });
    expect(editOrder.mock.lastCall?.[0]).toMatchObject({
      routeKey: 'PATCH /v1/orders/{number}',
      rawPath: '/v1/orders/%23e33e1b813d',
      pathParameters: { number: '#e33e1b813d' },
    });
  });

  test('without the members body, parameters, query and cookies if it has none', async () => {
    await send('/v1/orders');
    const [event] = listOrders.mock.lastCall ?? [];
    expect(event).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
    for (const absent of ['body', 'pathParameters', 'queryStringParameters', 'cookies'])
      expect(event).not.toHaveProperty(absent);
  });

  test.each([
    ['application/merge-patch+json', true],
    ['application/x-www-form-urlencoded', true],
    ['application/json', false],
    ['text/csv', false],
    ['application/xml', false],
    ['application/javascript', false],
  ])('with a body of %s in base64: %s', async (type, isBase64Encoded) => {
    await send('/v1/orders/E33E1B813D', { method: 'PATCH', headers: { 'content-type': type }, body: '{"note":"Ä"}' });
    const body = isBase64Encoded ? Buffer.from('{"note":"Ä"}').toString('base64') : '{"note":"Ä"}';
    expect(editOrder.mock.lastCall?.[0]).toMatchObject({ isBase64Encoded, body });
  });

  test('with a request id of its own', async () => {
    await Promise.all([send('/v1/orders'), send('/v1/orders')]);
    const ids = listOrders.mock.calls.map(([event]) => event.requestContext.requestId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('a reply is sent', () => {
  test('with status, headers and cookies', async () => {
    listOrders.mockResolvedValue({
      statusCode: 201,
      headers: { etag: '"7"', 'x-number': 7 },
      cookies: ['a=1', 'b=2'],
      body: 'ü',
    });
    const answer = await send('/v1/orders');
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(answer.headers.get('x-number')).toBe('7');
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await answer.text()).toBe('ü');
  });

  test('as bytes if it is base64', async () => {
    listOrders.mockResolvedValue({
      statusCode: 200,
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    });
    expect(new Uint8Array(await (await send('/v1/orders')).arrayBuffer())).toEqual(new Uint8Array([0, 255]));
  });

  test.each([
    ['fails', '/v1/orders', () => listOrders.mockRejectedValue(new Error('no more memory'))],
    ['is missing', '/v1/settings', () => {}],
  ])('as a bare 500 if the handler %s', async (_, path, prepare) => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    prepare();
    const answer = await send(path);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal Server Error' });
  });
});

describe('the gateway answers by itself', () => {
  const valid = { aud: 'order-desk', sub: 'anna' };
  const stranger = async () => {
    const other = await createIssuer([]);
    other.issuer.url = gateway.url;
    return other;
  };
  const unsigned = () => {
    const parts = [{ alg: 'none' }, { ...valid, iss: gateway.url, exp: 9999999999 }];
    return `${parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
  };

  const invalid = 'Bearer scope="order-desk/orders" error="invalid_token"';
  const past = () => Math.floor(Date.now() / 1000) - 1;

  test.each<[string, string, () => Promise<string> | string]>([
    ['no token', 'Bearer', () => ''],
    ['another scheme', 'Bearer', async () => `Basic ${await tokenWith(valid)}`],
    ['a malformed token', invalid, () => 'Bearer abc'],
    [
      'an expired token',
      `${invalid} error_description="the token has expired"`,
      async () => `Bearer ${await tokenWith({ ...valid, exp: past() })}`,
    ],
    ['a token without exp', invalid, async () => `Bearer ${await tokenWith({ ...valid, exp: undefined })}`],
    [
      'a token for another audience',
      `${invalid} error_description="the token does not have a valid audience"`,
      async () => `Bearer ${await tokenWith({ ...valid, aud: 'another-desk' })}`,
    ],
    [
      'a token of another issuer',
      invalid,
      async () => `Bearer ${await tokenWith({ ...valid, iss: 'http://127.0.0.1:1' })}`,
    ],
    ['a token signed with another key', invalid, async () => `Bearer ${await tokenWith(valid, await stranger())}`],
    ['an unsigned token', invalid, () => `Bearer ${unsigned()}`],
  ])('401 to %s, with the challenge %s', async (_, challenge, authorization) => {
    const answer = await fetch(`${gateway.url}/v1/orders`, { headers: { authorization: await authorization() } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
    expect(await answer.json()).toEqual({ message: 'Unauthorized' });
    expect(listOrders).not.toHaveBeenCalled();
  });

  test.each(['openid', 'order-desk', 'order-desk/orders2'])('403 to a token with only the scope %s', async (scope) => {
    const answer = await send('/v1/orders', {
      headers: { authorization: `Bearer ${await tokenWith({ ...valid, scope })}` },
    });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer scope="order-desk/orders" error="insufficient_scope"');
    expect(await answer.json()).toEqual({ message: 'Forbidden' });
    expect(listOrders).not.toHaveBeenCalled();
  });

  test('413 to a body of more than 10 MB', async () => {
    const answer = await send('/v1/orders', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: 'Request Entity Too Large' });
    expect(createOrder).not.toHaveBeenCalled();
  });

  test('the routes that only the local product has', async () => {
    expect(await (await fetch(`${gateway.url}/health?now`)).text()).toBe('well');
  });

  test.each(['POST', 'HEAD', 'DELETE'])('405 to %s of a path that only the local product has', async (method) => {
    const answer = await fetch(`${gateway.url}/health`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET']);
    expect(await answer.text()).toBe(method === 'HEAD' ? '' : '{"message":"Send GET."}');
    expect(unknownRoute).not.toHaveBeenCalled();
  });

  test('a browser that asks whether it may call such a path, as for every other', async () => {
    unknownRoute.mockResolvedValue({ statusCode: 204 });
    expect((await fetch(`${gateway.url}/health`, { method: 'OPTIONS' })).status).toBe(204);
  });
});

test.each([
  ['GET', '/v1/nothing'],
  ['DELETE', '/v1/orders'],
  ['PATCH', '/v1/orders'],
  ['GET', '/v1/orders/'],
  ['GET', '/v1/orders/E33E1B813D/'],
  ['GET', '/'],
])('%s %s goes to the handler of $default, without a token', async (method, path) => {
  const answer = await fetch(`${gateway.url}${path}`, { method });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('nothing here');
  const [event] = unknownRoute.mock.lastCall ?? [];
  expect(event).toMatchObject({ routeKey: '$default', rawPath: path });
  expect(event?.requestContext).not.toHaveProperty('authorizer');
});

test('a port in use makes the start fail', async () => {
  const port = Number(new URL(gateway.url).port);
  await expect(startGateway(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('a request that comes before the handlers are there waits for them', async () => {
  await using early = await startGateway(0);
  const asked = fetch(`${early.url}/v1/nothing`);
  early.serve(handlers, {});
  expect(await (await asked).text()).toBe('nothing here');
});

describe('a web page', () => {
  test('of a permitted origin may send requests and read the headers that it needs', async () => {
    const headers = { origin: 'http://localhost:5173' };
    unknownRoute.mockResolvedValue({ statusCode: 204 });
    const preflight = await fetch(`${gateway.url}/v1/orders`, { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toMatch(/if-match.*prefer.*traceparent/);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
    const answer = await send('/v1/orders', { headers });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, headers.origin]);
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/etag.*preference-applied/);
    listOrders.mockResolvedValue({ statusCode: 200, headers: { vary: 'Accept-Language' }, body: '{}' });
    expect((await send('/v1/orders', { headers })).headers.get('vary')).toBe('Origin, Accept-Language');
  });

  test('of another origin gets no CORS headers', async () => {
    for (const headers of [{ origin: 'http://localhost:5174' }, {}])
      expect((await send('/v1/orders', { headers })).headers.has('access-control-allow-origin')).toBe(false);
  });
});
