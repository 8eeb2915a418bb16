import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeDesk } from '#infra/bundles/make-desk.ts';
import type { Backend } from '#infra/pages/backend.ts';
import { files, headersOf, pathOf } from '#infra/pages/files.ts';

const tokens = 'https://sign-in.example.com/oauth2/token';
const backend: Backend = {
  api: 'https://api.example.com',
  tokens,
  files: 'https://files.example.com',
  signIn: {
    kind: 'page',
    issuer: 'https://sign-in.example.com/pool',
    authorize: 'https://sign-in.example.com/oauth2/authorize',
    tokens,
    signOut: 'https://sign-in.example.com/logout',
    clientId: 'people',
    scope: 'openid order-desk/orders',
  },
};
const paths = [...Object.keys(files), ...Object.keys(await makeDesk())].map(pathOf);
const pages = Object.entries(files).filter(([name]) => name.endsWith('.html'));

describe('the files of the pages', () => {
  test('are the desk, the reference, the documents and the schemas', () => {
    expect(paths).toEqual(
      expect.arrayContaining([
        '/',
        '/desk/main.js',
        '/docs',
        '/docs/errors',
        '/openapi.json',
        '/asyncapi.json',
        '/schemas/order.published.v1.schema.json',
      ]),
    );
  });

  test.each(pages)('%s leads to no file that is not there, and to no other server', (_, { draw }) => {
    const page = draw({ ...backend, api: '' });
    const named = [...page.matchAll(/(?:src|href|&quot;url&quot;:)(?:="|&quot;)([^"&#]+)/g)].map(([, path]) => path);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !paths.includes(path ?? ''))).toEqual([]);
    expect(page).not.toMatch(/https?:/);
  });

  test('name the API and the token address of the stage in the OpenAPI document', () => {
    const { servers, components } = JSON.parse(files['openapi.json']?.draw(backend) ?? '');
    expect(servers[0].variables.api.default).toBe(backend.api);
    expect(components.securitySchemes.token.flows.clientCredentials.tokenUrl).toBe(backend.tokens);
  });
});

test('the package of the reference installs no other package: each that it names is replaced by an empty one', () => {
  const parse = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
  const { dependencies } = parse('node_modules/@scalar/api-reference/package.json');
  const replaced = Object.keys(dependencies).map((name) => [name, 'npm:empty-npm-package@1.0.0']);
  expect(parse('package.json').overrides['@scalar/api-reference']).toEqual(Object.fromEntries(replaced));
});

describe('the policy of a page', () => {
  const policyOf = (name: string) => headersOf(files[name] ?? expect.fail(name), backend)['content-security-policy'];

  test('lets the reference call the API and the token endpoint, and run no script but its own', () => {
    expect(policyOf('docs.html').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'unsafe-inline'",
      "img-src 'self'",
      "connect-src 'self' https://api.example.com https://sign-in.example.com/oauth2/token",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test('lets the desk run our own scripts, call the API and the token endpoint, and read files', () => {
    for (const name of ['index.html', 'signed-in.html'])
      expect(policyOf(name).split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self' https://api.example.com https://sign-in.example.com/oauth2/token https://files.example.com",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
  });

  test('allows all other files nothing but our own styles and images', () => {
    const withScripts = ['docs.html', 'index.html', 'signed-in.html'];
    for (const name of Object.keys(files).filter((one) => !withScripts.includes(one)))
      expect(policyOf(name)).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
  });
});

describe('the reference', () => {
  const settingsOf = (different: Partial<Backend> = {}) => {
    const [, text = ''] =
      /data-configuration="([^"]+)"/.exec(files['docs.html']?.draw({ ...backend, ...different }) ?? '') ?? [];
    return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  };

  test("turns off what would call somebody else's server", () => {
    expect(settingsOf()).toMatchObject({
      withDefaultFonts: false,
      telemetry: false,
      proxyUrl: '',
      agent: { disabled: true },
      mcp: { disabled: true },
    });
  });

  test('has a client and a secret only where there is a demo', () => {
    const secret = 'a "secret" & more';
    const people = [{ clientId: 'northside-manager', role: 'manager', name: 'Katrin' }] as const;
    const signIn = { kind: 'demo', tokens, secret, people } as const;
    expect(JSON.stringify(settingsOf({ signIn }))).toContain(JSON.stringify(secret));
    expect(JSON.stringify(settingsOf())).not.toMatch(/client-?id|secret/i);
  });
});
