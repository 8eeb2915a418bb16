import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { createIssuer } from '#infra/local/parts/issuer.ts';

const scope = 'order-desk/orders';
const weber = { role: 'dentist', tenant_id: 'northside', customer_id: 'dr-weber' };
const odd = 'a+b%2B c/ü';
const clients = [
  { clientId: 'weber', clientSecret: 'a:secret', claims: weber },
  { clientId: 'odd-one', clientSecret: odd, claims: weber },
];
const credentials = { grant_type: 'client_credentials', client_id: 'weber', client_secret: 'a:secret' };

const servers: Server[] = [];
let url: string;

/** Starts an issuer on a free port. */
async function started(keyFile?: string): Promise<string> {
  const service = await createIssuer(clients, keyFile);
  const server = createServer(service.requestHandler);
  servers.push(server);
  service.issuer.url = await listen(server);
  return service.issuer.url;
}

beforeAll(async () => {
  url = await started();
});
afterAll(() => {
  for (const server of servers) server.close();
});

// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape, which a test checks
const jsonOf = (answer: Response): Promise<any> => answer.json();

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

type Answer = Awaited<ReturnType<typeof ask>>;

async function ask(form: Record<string, string>, headers: Record<string, string> = {}, at = url) {
  const answer = await fetch(`${at}/oauth2/token`, { method: 'POST', headers, body: new URLSearchParams(form) });
  return { status: answer.status, headers: answer.headers, body: await jsonOf(answer) };
}

async function verified(token: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', url));
  const { payload } = await jwtVerify(token, keys, { issuer: url, audience: 'order-desk', algorithms: ['RS256'] });
  return payload;
}

async function claimsFor(form: Record<string, string>): Promise<JWTPayload> {
  const { body } = await ask({ ...credentials, ...form });
  const { iss: _iss, aud: _aud, iat: _iat, nbf: _nbf, exp: _exp, ...claims } = await verified(body.access_token);
  return claims;
}

describe('a token', () => {
  test('is signed, has this product as audience, and is valid for an hour', async () => {
    const { status, headers, body } = await ask(credentials);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600, scope });
    const { iat = 0, exp = 0 } = await verified(body.access_token);
    expect(exp - iat).toBe(3600);
  });

  test('has the claims of its client', async () => {
    expect(await claimsFor({})).toEqual({ sub: 'weber', scope, ...weber });
  });

  test('has only the claims that the request names, if it names any', async () => {
    const claims = { role: 'laboratory', laboratory_id: 'apex-lab' };
    expect(await claimsFor(claims)).toEqual({ sub: 'laboratory:apex-lab', scope, ...claims });
  });

  test('has the name in the request, which does not change the subject', async () => {
    const claims = { role: 'laboratory', laboratory_id: 'apex-lab', name: 'Łukasz Ott' };
    expect(await claimsFor(claims)).toEqual({ sub: 'laboratory:apex-lab', scope, ...claims });
  });

  test('has the same subject for the same claims in any sequence', async () => {
    const claims = { customer_id: 'x', tenant_id: 'y', role: 'dentist' };
    expect(await claimsFor(claims)).toMatchObject({ sub: 'dentist:y:x' });
  });

  test('has no claim for an empty field', async () => {
    expect(await claimsFor({ role: '', tenant_id: '' })).toMatchObject({ sub: 'weber' });
  });

  test.each([
    ['as it is', 'weber:a:secret'],
    ['form-encoded', 'weber:a%3Asecret'],
    ['with every character form-encoded', 'we%62er:a%3asecr%65t'],
    ['with special characters, as it is', `odd-one:${odd}`],
    ['with special characters, form-encoded', `odd%2Done:${new URLSearchParams([['', odd]]).toString().slice(1)}`],
    ['with special characters, percent-encoded', `odd-one:${encodeURIComponent(odd)}`],
  ])('is given to a client with Basic authentication, its secret %s', async (_, pair) => {
    expect(await ask({ grant_type: 'client_credentials' }, { authorization: basic(pair) })).toMatchObject({
      status: 200,
    });
  });

  test('is given to a client with Basic authentication and client_id in the form', async () => {
    const headers = { authorization: basic('weber:a:secret') };
    const form = { grant_type: 'client_credentials', client_id: 'weber' };
    expect(await ask(form, headers)).toMatchObject({ status: 200 });
  });

  test.each([scope, `${scope} ${scope}`, ''])(
    'has the one scope that exists if the request names %j',
    async (asked) => {
      const { status, body } = await ask({ ...credentials, scope: asked });
      expect([status, body.scope, (await verified(body.access_token))['scope']]).toEqual([200, scope, scope]);
    },
  );

  test('is valid for fewer seconds if expires_in says so', async () => {
    const { body } = await ask({ ...credentials, expires_in: '2' });
    const { iat = 0, exp = 0 } = await verified(body.access_token);
    expect([body.expires_in, exp - iat]).toEqual([2, 2]);
  });

  test('stays valid after a restart with the same key file', async () => {
    const keyFile = join(mkdtempSync(join(tmpdir(), 'issuer-')), 'key.json');
    const { body } = await ask(credentials, {}, await started(keyFile));
    const second = createRemoteJWKSet(new URL('/.well-known/jwks.json', await started(keyFile)));
    await expect(jwtVerify(body.access_token, second)).resolves.toBeDefined();
  });
});

test.each([
  ['an unknown client', { client_id: 'novak' }, 401, 'invalid_client', /demo person.*listed when the product starts/],
  ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client', /secret/],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', /grant_type=client_credentials/],
  ['no grant', { grant_type: '' }, 400, 'invalid_request', /^grant_type: Send it/],
  ['no client', { client_id: '' }, 400, 'invalid_request', /^client_id: Send it/],
  ['no secret', { client_secret: '' }, 400, 'invalid_request', /^client_secret: Send it/],
  ['an unknown scope', { scope: 'openid' }, 400, 'invalid_scope', /order-desk\/orders/],
  ['an unknown scope beside the known one', { scope: `${scope} openid` }, 400, 'invalid_scope', /order-desk\/orders/],
  ['a scope in capitals', { scope: 'Order-Desk/Orders' }, 400, 'invalid_scope', /order-desk\/orders/],
  [
    'a dentist without customer',
    { role: 'dentist', tenant_id: 'x' },
    400,
    'invalid_request',
    /^customer_id: .*missing/,
  ],
  [
    'a dentist of an empty tenant',
    { role: 'dentist', tenant_id: '', customer_id: 'x' },
    400,
    'invalid_request',
    /^tenant_id: .*missing/,
  ],
  [
    'a technician without employee',
    { role: 'technician', tenant_id: 'x' },
    400,
    'invalid_request',
    /^employee_id: .*missing/,
  ],
  ['a laboratory without its id', { role: 'laboratory' }, 400, 'invalid_request', /^laboratory_id: .*missing/],
  ['a role alone', { role: 'dentist' }, 400, 'invalid_request', /^tenant_id: .*missing.* customer_id: .*missing/],
  ['a tenant alone', { tenant_id: 'northside' }, 400, 'invalid_request', /^role: .*missing.*manager/],
  ['a name alone', { name: 'Anna' }, 400, 'invalid_request', /^role: .*missing/],
  ['an unknown role', { role: 'boss', tenant_id: 'x' }, 400, 'invalid_request', /^role: .*laboratory/],
  [
    'a manager with a laboratory id',
    { role: 'manager', tenant_id: 'x', laboratory_id: 'y' },
    400,
    'invalid_request',
    /^laboratory_id: .*manager/,
  ],
  [
    'a malformed tenant id',
    { role: 'manager', tenant_id: 'North "Side"' },
    400,
    'invalid_request',
    /^tenant_id: .*hyphens/,
  ],
  ['longer than an hour', { expires_in: '3601' }, 400, 'invalid_request', /^expires_in: .+ from 1 to 3600/],
])('no token for %s, and the answer says why', async (_, form, status, error, why) => {
  expectRefused(await ask({ ...credentials, ...form }), status, error, why);
});

test.each<[string, Record<string, string>, Record<string, string>, number, string]>([
  ['a wrong secret', { authorization: basic('weber:guess') }, {}, 401, 'invalid_client'],
  ['a secret encoded twice', { authorization: basic('weber:a%253Asecret') }, {}, 401, 'invalid_client'],
  ['an unknown client', { authorization: basic('novak:a:secret') }, {}, 401, 'invalid_client'],
  ['no secret', { authorization: basic('weber') }, {}, 401, 'invalid_client'],
  ['a malformed encoding', { authorization: basic('weber:%zz') }, {}, 401, 'invalid_client'],
  ['nothing', { authorization: 'Basic' }, {}, 401, 'invalid_client'],
  ['another scheme', { authorization: 'Bearer abc' }, {}, 401, 'invalid_client'],
  [
    'two secrets at once',
    { authorization: basic('weber:a:secret') },
    { client_secret: 'a:secret' },
    400,
    'invalid_request',
  ],
  ['credentials in the form, too', { authorization: basic('weber:a:secret') }, credentials, 400, 'invalid_request'],
  ['another scheme and a secret', { authorization: 'Bearer abc' }, credentials, 400, 'invalid_request'],
  [
    'another client_id in the form',
    { authorization: basic('weber:a:secret') },
    { client_id: 'odd-one' },
    400,
    'invalid_request',
  ],
])('no token for %s in the header', async (_, headers, form, status, error) => {
  expectRefused(await ask({ grant_type: 'client_credentials', ...form }, headers), status, error, /[a-z]/);
});

test('no token for a secret beside an assertion', async () => {
  expectRefused(await ask({ ...credentials, client_assertion: 'ey' }), 400, 'invalid_request', /once/);
});

test.each([
  ['JSON', 'application/json', JSON.stringify({ ...credentials, role: 'manager', tenant_id: null })],
  ['malformed JSON', 'application/json', '{'],
  ['a form with the media type of JSON', 'application/json', new URLSearchParams(credentials).toString()],
  ['text', 'text/plain', new URLSearchParams(credentials).toString()],
  ['several parts', 'multipart/form-data; boundary=x', '--x--'],
  [
    'a media type that only begins like a form',
    'application/x-www-form-urlencoded-not',
    new URLSearchParams(credentials).toString(),
  ],
])('no token for a body that is %s', async (_, type, body) => {
  const answer = await fetch(`${url}/oauth2/token?${new URLSearchParams(credentials)}`, {
    method: 'POST',
    headers: { 'content-type': type, authorization: basic('weber:a:secret') },
    body,
  });
  const { status, headers } = answer;
  expectRefused({ status, headers, body: await jsonOf(answer) }, 400, 'invalid_request', /x-www-form-urlencoded/);
});

test('no token if the colon in the credentials is moved', async () => {
  const form = { ...credentials, client_id: 'weber:a', client_secret: 'secret' };
  expectRefused(await ask(form), 401, 'invalid_client', /secret/);
  const headers = { authorization: basic('weber%3Aa:secret') };
  expectRefused(await ask({ grant_type: 'client_credentials' }, headers), 401, 'invalid_client', /secret/);
});

test('a client that disconnects before its request is complete does no harm', async () => {
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n');
  socket.write('Content-Type: application/x-www-form-urlencoded\r\n\r\ngrant');
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await ask(credentials)).toMatchObject({ status: 200 });
});

test('the media type of a form may have a charset', async () => {
  const type = { 'content-type': 'Application/X-WWW-Form-Urlencoded ; charset=UTF-8' };
  expect(await ask(credentials, type)).toMatchObject({ status: 200 });
});

/** Checks an error reply against RFC 6749, section 5.2, with the characters allowed in a description. */
function expectRefused({ status, headers, body }: Answer, expected: number, error: string, why: RegExp) {
  expect({ status, body }).toEqual({
    status: expected,
    body: { error, error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/) },
  });
  expect(body.error_description).toMatch(why);
  expect(headers.get('content-type')).toMatch(/^application\/json/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('www-authenticate')).toBe(expected === 401 ? 'Basic realm="order-desk"' : null);
}

test('no token for a repeated claim', async () => {
  const body = new URLSearchParams([...Object.entries(credentials), ['role', 'manager'], ['role', 'dentist']]);
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(await jsonOf(answer)).toMatchObject({
    error: 'invalid_request',
    error_description: 'role: Send it once, with a value.',
  });
});

test.each(['openid-configuration', 'oauth-authorization-server'])(
  'publishes its endpoints at %s, and never its private key',
  async (document) => {
    const answer = await fetch(`${url}/.well-known/${document}`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    const discovery = await jsonOf(answer);
    expect(discovery).toEqual({
      issuer: url,
      authorization_endpoint: `${url}/oauth2/authorize`,
      token_endpoint: `${url}/oauth2/token`,
      jwks_uri: `${url}/.well-known/jwks.json`,
      scopes_supported: [scope],
      response_types_supported: ['code'],
      grant_types_supported: ['client_credentials'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    });
    const { keys } = await jsonOf(await fetch(discovery.jwks_uri));
    expect(keys).toHaveLength(1);
    expect(keys[0]).not.toHaveProperty('d');
    const nobody = await fetch(`${discovery.authorization_endpoint}?response_type=code&client_id=weber`, {
      redirect: 'manual',
    });
    expect([nobody.status, (await jsonOf(nobody)).error]).toEqual([400, 'unauthorized_client']);
  },
);

describe.each(['oidc', 'oauth2'] as const)('a client that discovers by %s', (algorithm) => {
  const secrets = [
    ['weber', 'a:secret'],
    ['odd-one', odd],
  ] as const;

  test('gets a token with openid-client, with credentials in header and form', async () => {
    for (const [id, secret] of secrets)
      for (const authentication of [openid.ClientSecretBasic(secret), openid.ClientSecretPost(secret)]) {
        const options = { execute: [openid.allowInsecureRequests], algorithm };
        const configuration = await openid.discovery(new URL(url), id, undefined, authentication, options);
        const tokens = await openid.clientCredentialsGrant(configuration, { scope });
        expect([tokens.token_type, tokens.scope, tokens.expires_in]).toEqual(['bearer', scope, 3600]);
        expect(await verified(tokens.access_token)).toMatchObject({ sub: id });
        await expect(openid.clientCredentialsGrant(configuration, { scope: 'openid' })).rejects.toMatchObject({
          error: 'invalid_scope',
          status: 400,
        });
      }
  });

  test('gets a token or an error with oauth4webapi, with credentials in header and form', async () => {
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(url);
    const answer = await oauth.discoveryRequest(issuer, { algorithm, ...insecure });
    const server = await oauth.processDiscoveryResponse(issuer, answer);
    const asked = async (id: string, authentication: oauth.ClientAuth, form: Record<string, string>) => {
      const parameters = new URLSearchParams(form);
      const client = { client_id: id };
      const given = await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, insecure);
      return oauth.processClientCredentialsResponse(server, client, given);
    };
    for (const [id, secret] of secrets)
      for (const authentication of [oauth.ClientSecretBasic(secret), oauth.ClientSecretPost(secret)])
        expect(await asked(id, authentication, { scope })).toMatchObject({ token_type: 'bearer', scope });
    await expect(asked('weber', oauth.ClientSecretPost('a:secret'), { role: 'manager' })).rejects.toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('tenant_id'),
    });
    await expect(asked('weber', oauth.ClientSecretBasic('guess'), {})).rejects.toMatchObject({
      status: 401,
      cause: [{ scheme: 'basic', parameters: { realm: 'order-desk' } }],
    });
  });
});
