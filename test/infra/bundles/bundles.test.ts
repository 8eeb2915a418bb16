import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { init, parse } from 'es-module-lexer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RouteName, routes } from '#functions/contract/routes.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { permissions } from '#infra/rights/permissions.ts';
import { synthesised } from '#test/support/bundled/synth.ts';
import { eventOf } from '#test/support/functions/requests.ts';

const run = promisify(execFile);

type Deployed = { name: string; bundle: string; environment: Record<string, string> };

/** The text of a value in a template, with `x` for what only CloudFormation knows. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const join: [string, unknown[]] | undefined = Object(value)['Fn::Join'];
  return join ? join[1].map(textOf).join(join[0]) : 'x';
}

/** The functions in the synthesised templates, each with its bundle and its environment. */
function deployedIn(folder: string): Deployed[] {
  const readAll = (pattern: string) =>
    globSync(`assembly-*/${pattern}`, { cwd: folder }).map((file) =>
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    );
  // The assets of a nested stack are listed with those of its parent.
  const files = Object.assign({}, ...readAll('*.assets.json').map((assets) => assets.files));
  return readAll('*.template.json').flatMap(({ Resources }) => {
    return (
      Object.entries<Record<string, never>>(Resources)
        // CDK brings functions of its own in Python, which copy the pages into their bucket.
        .filter(
          ([, { Type, Properties }]) => Type === 'AWS::Lambda::Function' && /^nodejs/.test(Object(Properties).Runtime),
        )
        .map(([id, { Properties }]) => {
          const { Code, Handler, Environment } = Object(Properties);
          expect(Handler).toBe('index.handler');
          const asset = files[Code.S3Key.replace('.zip', '')].source.path;
          const variables = Object.entries(Environment.Variables).map(([name, value]) => [name, textOf(value)]);
          return {
            name: id.replace(/^(Announcer|Deliveries)/, '').slice(0, -8),
            bundle: join(folder, 'assembly-dev', asset),
            environment: Object.fromEntries(variables),
          };
        })
    );
  });
}

/** What the modules of a bundle import. */
const importsOf = (bundle: string): string[] =>
  globSync('*.mjs', { cwd: bundle })
    .flatMap((file) => parse(readFileSync(join(bundle, file), 'utf8'))[0])
    .flatMap(({ n: path }) => path ?? []);

/** The files below a folder, each with its hash. */
const contents = (folder: string) =>
  Object.fromEntries(
    globSync('**', { cwd: folder })
      .filter((file) => statSync(join(folder, file)).isFile())
      .toSorted()
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(join(folder, file)))
          .digest('hex'),
      ]),
  );

/** The outputs of two calls of `npm run synth`. */
let folders: string[];
let functions: Deployed[];
/** Plays AWS services that answer every request with an empty object. */
let nothing: Server;
let endpoint: string;

beforeAll(async () => {
  folders = await Promise.all([synthesised('dev'), synthesised('dev')]);
  functions = folders.slice(0, 1).flatMap(deployedIn);
  await init;
  nothing = createServer((_, response) => response.end('{}'));
  endpoint = await listen(nothing);
}, 600_000);
afterAll(() => {
  nothing?.close();
  for (const folder of folders ?? []) rmSync(folder, { recursive: true });
});

/** Calls a bundled function in a child process that has only Lambda's environment, and returns its reply. */
async function answerOf(name: string, event: object) {
  const deployed = functions.find((one) => one.name === name);
  if (!deployed) throw new Error(`There is no function ${name}.`);
  const script =
    'const touched = [];' +
    'globalThis.Intl = new Proxy(Intl, { get: (all, one) => touched.push(one) && all[one] });' +
    'const { handler } = await import(process.argv[1]);' +
    'const fetches = process.moduleLoadList.filter((part) => part.includes("undici"));' +
    'const early = [...touched, ...fetches];' +
    'const answer = await handler(JSON.parse(process.argv[2]), { functionName: "x", awsRequestId: "y" });' +
    'console.log(JSON.stringify({ early, answer }));';
  const lambda = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    AWS_LAMBDA_FUNCTION_NAME: 'x',
    AWS_ENDPOINT_URL: endpoint,
  };
  const { bundle, environment } = deployed;
  const command = ['--input-type=module', '--eval', script, join(bundle, 'index.mjs'), JSON.stringify(event)];
  const { stdout, stderr } = await run(process.execPath, command, { cwd: bundle, env: { ...lambda, ...environment } });
  expect(stderr).toBe('');
  const { early, answer } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(early, 'Do not use Intl or fetch while loading: it takes a tenth of a cold start.').toEqual([]);
  return answer;
}

describe('npm run synth', () => {
  it('gives the same output twice, to the byte, without a network', () => {
    const [first = {}, second] = folders.map(contents);
    expect(Object.keys(first).length).toBeGreaterThan(2 * Object.keys(permissions).length);
    expect(second).toEqual(first);
  });

  it('has a function for every row of the permissions, and no other', () => {
    expect(functions.map(({ name }) => name).toSorted()).toEqual(Object.keys(permissions).toSorted());
  });
});

describe('a bundle', () => {
  it.each(Object.keys(permissions))('of %s imports only modules of Node, and files of its own', (name) => {
    const bundle = functions.find((one) => one.name === name)?.bundle ?? '';
    const isThere = (path: string) => process.getBuiltinModule(path) ?? existsSync(join(bundle, path));
    const imports = importsOf(bundle);
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter((path) => !isThere(path))).toEqual([]);
  });

  it.each(Object.keys(permissions).filter((name) => !['printOrder', 'printLabOrder'].includes(name)))(
    'of %s is no larger than 350 KB',
    (name) => {
      const bundle = functions.find((one) => one.name === name)?.bundle ?? '';
      expect(statSync(join(bundle, 'index.mjs')).size).toBeLessThanOrEqual(350_000);
    },
  );
});

describe.concurrent('as it is deployed, asking for no locale and loading no fetch before its first call', () => {
  it.each(Object.keys(routes) as RouteName[])('%s answers 401 to a request without claims', async (name) => {
    const answer = await answerOf(name, eventOf(name, { claims: {} }));
    expect(answer).toMatchObject({ statusCode: 401, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(answer.body)).toMatchObject({ status: 401, code: 'unauthorized' });
  });

  it('of createOrder gives the same messages for faults as the source does', async () => {
    const line = { serviceId: 7, quantity: 'x', unitPrice: { amount: -1, currency: 'eur' }, teeth: '11', colour: 'A2' };
    const body = { patient: 7, note: 'x'.repeat(4001), services: [line], workPlan: { mode: 'some' }, custumerId: 'x' };
    const answer = await answerOf('createOrder', eventOf('createOrder', { body }));
    const messages = JSON.parse(answer.body).errors.map(({ message }: { message: string }) => message);
    expect(messages.toSorted()).toEqual([
      'Choose one of: automatic, manual.',
      'Send a list of text.',
      'Send text; put the number in quotes.',
      'Send { "firstName": ..., "lastName": ..., "dateOfBirth": ..., "reference": ... }.',
      'There is no such field here; did you mean customerId?',
      expect.stringMatching(/^There is no such field here; leave it out, or use one of: lineId, serviceId, /),
      'Use 3 capital letters, such as EUR.',
      'Write 0 or more.',
      'Write a whole number from 1 to 999.',
      'Write at most 4,000 characters.',
    ]);
  });

  it.each(['createOrder', 'unknownRoute'])(
    'of %s speaks other languages, whose words it reads when asked',
    async (name) => {
      const [english, ...others] = await Promise.all(
        ['en', 'de', 'uk'].map(async (language) => {
          const headers = { 'accept-language': language };
          const answer = await answerOf(name, { ...eventOf('createOrder', { claims: {}, headers }), rawPath: '/' });
          expect(answer.headers).toMatchObject({ 'content-language': language });
          return JSON.parse(answer.body).title;
        }),
      );
      const bundle = functions.find((one) => one.name === name)?.bundle ?? '';
      const start = readFileSync(join(bundle, 'index.mjs'), 'utf8');
      expect([english, ...others].map((title) => start.includes(title))).toEqual([true, false, false]);
    },
  );

  it('load no more of zod than they use, and are plain ASCII, which Node keeps in a byte a character', () => {
    for (const { name, bundle } of functions) {
      const start = readFileSync(join(bundle, 'index.mjs'), 'utf8');
      // A word of zod's German, which comes with the rest of zod where a value of `z.core` is used.
      expect(start.includes('Eingabe'), name).toBe(false);
      expect(start.match(/[^\p{ASCII}]/gu), name).toBeNull();
    }
  });

  it('of unknownRoute knows every path, and contains neither schemas nor AWS clients', async () => {
    const event = eventOf('getOrder');
    event.requestContext.http.method = 'HEAD';
    expect(await answerOf('unknownRoute', event)).toMatchObject({ statusCode: 405, headers: { allow: 'GET, PATCH' } });
    expect(await answerOf('unknownRoute', { ...event, rawPath: '/v1/no' })).toMatchObject({ statusCode: 404 });
    const bundle = functions.find(({ name }) => name === 'unknownRoute')?.bundle ?? '';
    expect(statSync(join(bundle, 'index.mjs')).size).toBeLessThan(20_000);
  });

  it.each(['announce', 'announceAgain', 'deliverWebhook'])('of %s accepts an empty batch', async (name) => {
    expect(await answerOf(name, { Records: [] })).toEqual({ batchItemFailures: [] });
  });

  it('of addClaims adds no claims without a grant', async () => {
    const event = { triggerSource: 'TokenGeneration_HostedAuth', request: { userAttributes: { sub: 'anna' } } };
    expect(await answerOf('addClaims', event)).toEqual({
      ...event,
      response: { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: {} } } },
    });
  });

  it('of printOrder renders a form and a label', async () => {
    const bundle = functions.find(({ name }) => name === 'printOrder')?.bundle ?? '';
    const script = join(import.meta.dirname, '../../support/bundled/print-with-bundle.ts');
    const { stdout } = await run(process.execPath, [script, join(bundle, 'index.mjs')], { cwd: bundle });
    const prints = JSON.parse(stdout.trim().split('\n').at(-1) ?? '[]');
    expect(prints).toEqual([
      { kind: 'form', status: 201, pdf: '%PDF-1.7', checksum: true },
      { kind: 'label', status: 201, pdf: '%PDF-1.7', checksum: true },
    ]);
  }, 60_000);
});
