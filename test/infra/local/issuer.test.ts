import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createIssuer } from '#infra/local/issuer.ts';
import { listen } from '#infra/local/listening.ts';

const scope = 'order-desk/orders';
const weber = { role: 'dentist', tenant_id: 'northside', customer_id: 'dr-weber' };
const clients = [{ clientId: 'weber', clientSecret: 'a:secret', claims: weber }];
const credentials = { grant_type: 'client_credentials', client_id: 'weber', client_secret: 'a:secret' };

const servers: Server[] = [];
let url: string;

/** An issuer under its own URL. */
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

// biome-ignore lint/suspicious/noExplicitAny: JSON, as the test that reads it expects it
const jsonOf = (answer: Response): Promise<any> => answer.json();

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
  test('is signed, meant for this product, and lives an hour', async () => {
    const { status, headers, body } = await ask(credentials);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 });
    const { iat = 0, exp = 0 } = await verified(body.access_token);
    expect(exp - iat).toBe(3600);
  });

  test('says who its client is', async () => {
    expect(await claimsFor({})).toEqual({ sub: 'weber', scope, ...weber });
  });

  test('says who the client acts as, and nothing of the client', async () => {
    const claims = { role: 'laboratory', laboratory_id: 'apex-lab' };
    expect(await claimsFor(claims)).toEqual({ sub: 'laboratory:apex-lab', scope, ...claims });
  });

  test('says what they are called, who are the same under another name', async () => {
    const claims = { role: 'laboratory', laboratory_id: 'apex-lab', name: 'Łukasz Ott' };
    expect(await claimsFor(claims)).toEqual({ sub: 'laboratory:apex-lab', scope, ...claims });
  });

  test('has the same subject for the same claims, in whatever order they come', async () => {
    const claims = { customer_id: 'x', tenant_id: 'y', role: 'dentist' };
    expect(await claimsFor(claims)).toMatchObject({ sub: 'dentist:y:x' });
  });

  test('takes a claim without a value for none', async () => {
    expect(await claimsFor({ role: '', tenant_id: '' })).toMatchObject({ sub: 'weber' });
  });

  test('is given to a client that authenticates as HTTP does', async () => {
    const authorization = `Basic ${Buffer.from('weber:a:secret').toString('base64')}`;
    const { status } = await ask({ grant_type: 'client_credentials' }, { authorization });
    expect(status).toBe(200);
  });

  test('lives shorter where that is asked for', async () => {
    const { body } = await ask({ ...credentials, expires_in: '2' });
    const { iat = 0, exp = 0 } = await verified(body.access_token);
    expect([body.expires_in, exp - iat]).toEqual([2, 2]);
  });

  test('survives a restart where the key is kept', async () => {
    const keyFile = join(mkdtempSync(join(tmpdir(), 'issuer-')), 'key.json');
    const { body } = await ask(credentials, {}, await started(keyFile));
    const second = createRemoteJWKSet(new URL('/.well-known/jwks.json', await started(keyFile)));
    await expect(jwtVerify(body.access_token, second)).resolves.toBeDefined();
  });
});

test.each([
  ['an unknown client', { client_id: 'novak' }, 401, 'invalid_client', /demo person/],
  ['a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client', /secret/],
  ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', /grant_type=client_credentials/],
  ['no grant', { grant_type: '' }, 400, 'invalid_request', /^grant_type: Send it/],
  ['no client', { client_id: '' }, 400, 'invalid_request', /^client_id: Send it/],
  ['no secret', { client_secret: '' }, 400, 'invalid_request', /^client_secret: Send it/],
  ['longer than an hour', { expires_in: '3601' }, 400, 'invalid_request', /^expires_in: .+ from 1 to 3600/],
])('no token for %s, and the answer says why', async (_, form, status, error, why) => {
  const answer = await ask({ ...credentials, ...form });
  expect(answer).toMatchObject({ status, body: { error, error_description: expect.stringMatching(why) } });
  expect(answer.headers.has('www-authenticate')).toBe(status === 401);
});

test('no token for a claim said twice', async () => {
  const body = new URLSearchParams([...Object.entries(credentials), ['role', 'manager'], ['role', 'dentist']]);
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  expect(await jsonOf(answer)).toMatchObject({
    error: 'invalid_request',
    error_description: 'role: Send it once, with a value.',
  });
});

test('tells by discovery where its token endpoint and keys are, and keeps its private key to itself', async () => {
  const discovery = await jsonOf(await fetch(`${url}/.well-known/openid-configuration`));
  expect(discovery).toMatchObject({
    issuer: url,
    token_endpoint: `${url}/oauth2/token`,
    jwks_uri: `${url}/.well-known/jwks.json`,
  });
  const { keys } = await jsonOf(await fetch(discovery.jwks_uri));
  expect(keys).toHaveLength(1);
  expect(keys[0]).not.toHaveProperty('d');
});
