import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { freePort } from '#infra/local/listening.ts';
// By now the product of this run has started, so that no start here has Java to install.
import '#test/support/shared.ts';

/** A start takes seconds, and longer when other tests keep the machine busy. */
const timeout = 90_000;

const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));
const local = join(import.meta.dirname, '../../../infra/local');
const program = [process.execPath, join(local, 'start.ts')];

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the product, or what starts it, and listens to what it says. */
function start(environment: Record<string, string>, [command = '', ...args] = program) {
  const child = spawn(command, args, {
    env: { ...process.env, DATA_DIR: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (said.stdout += chunk));
  child.stderr.on('data', (chunk) => (said.stderr += chunk));
  const ended = once(child, 'close');
  const ready = async (): Promise<string> => {
    const line = await vi.waitFor(() => /^ready (\S+)$/m.exec(said.stdout) ?? expect.fail(said.stderr), {
      timeout,
      interval: 50,
    });
    return line[1] ?? '';
  };
  return { child, said, ended, ready };
}

/** The commands that are running and name the product's data. */
function running(): string[] {
  const commands = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return commands.filter((command) => command.includes(dataDir));
}

const nothingLeft = () => vi.waitFor(() => expect(running()).toEqual([]), { timeout: 5000, interval: 50 });

async function tokenFrom(url: string): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: 'northside-manager', client_secret: 'demo-secret' };
  const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
  return JSON.parse(await answer.text()).access_token;
}

/** Asks the product that is running, as the manager of northside. */
async function ask(url: string, path: string, token: string, body?: object) {
  const answer = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return JSON.parse(await answer.text());
}

const published = {
  customerId: 'dr-weber',
  laboratoryId: 'apex-lab',
  patient: { reference: 'P-1' },
  toothNotation: 'FDI',
  services: [{ serviceId: 'metal-crown', teeth: ['46'] }],
  dueDate: '2199-12-31',
  publish: true,
};

/** The product of the first tests, and what they learned from it. */
let product: ReturnType<typeof start>;
let url: string;
let token: string;
let number: string;

test('says in one line that it is ready, then how to try it, and serves', { timeout }, async () => {
  product = start({ PORT: '0', DATA_DIR: dataDir });
  url = await product.ready();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(product.said.stdout).toMatch(/^ready [^\n]+\n\n/);
  expect(product.said.stdout.match(/^ready/gm)).toHaveLength(1);
  expect(product.said.stdout).toContain('northside-manager');
  expect(product.said.stderr).toBe('');

  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  token = await tokenFrom(url);
  expect((await ask(url, '/v1/services?limit=100', token)).items).toHaveLength(37);
});

test('tells the bus of an order that is sent', { timeout }, async () => {
  ({ number } = await ask(url, '/v1/orders', token, published));
  await vi.waitFor(async () => {
    const { items } = await ask(url, '/local/events', token);
    expect(items).toMatchObject([
      { DetailType: 'order.published.v1', Detail: { subject: number }, EventId: expect.any(String) },
    ]);
  });
});

test('refuses a DATA_DIR that another product is running on', { timeout }, async () => {
  const second = start({ PORT: '0', DATA_DIR: dataDir });
  expect(await second.ended).toEqual([1, null]);
  expect(second.said.stderr).toContain(`DATA_DIR ${dataDir}`);
});

/** Something that is in the way of a folder of data. */
function occupied(name: string, put: (path: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'order-desk-'));
  put(join(folder, name));
  return folder;
}
const file = (path: string) => writeFileSync(path, '');

test.each([
  ['that cannot be made', () => '/proc/x'],
  ['deep in what cannot be made', () => '/proc/x/y/z'],
  ['below a file', () => join(occupied('x', file), 'x', 'y')],
  ['that is a file', () => join(occupied('x', file), 'x')],
  ['that is a device', () => '/dev/null'],
  [
    'that is a link to nowhere',
    () =>
      join(
        occupied('x', (path) => symlinkSync('/nowhere/x', path)),
        'x',
      ),
  ],
  ['of an endless name', () => join(tmpdir(), 'x'.repeat(300))],
  ['that cannot be written', () => '/proc'],
  ['whose database is a file', () => occupied('dynamodb', file)],
  ['whose files are a file', () => occupied('files', file)],
  ['whose queues are a file', () => occupied('queues', file)],
  ['whose events are a folder', () => occupied('events.jsonl', mkdirSync)],
  ['whose key is a folder', () => occupied('issuer-key.json', mkdirSync)],
  ['whose position is a folder', () => occupied('stream.json', mkdirSync)],
  ['whose lock is a folder', () => occupied('lock', mkdirSync)],
  ['whose lock is no lock', () => occupied('lock', (path) => writeFileSync(path, 'x'.repeat(5000)))],
])('ends at once for a DATA_DIR %s, names it and says what to do', { timeout }, async (_, folder) => {
  const DATA_DIR = folder();
  const second = start({ PORT: '0', DATA_DIR });
  expect(await second.ended).toEqual([1, null]);
  expect(second.said.stdout).toBe('');
  const [reason, ...more] = second.said.stderr.trim().split('\n');
  expect(more).toEqual([]);
  expect(reason).toMatch(/^DATA_DIR /);
  expect(reason).toContain(DATA_DIR);
  expect(reason).toMatch(/Name a folder that you may write to, or leave DATA_DIR out/);
});

test('makes the DATA_DIR that it is given, however deep', { timeout }, async () => {
  const DATA_DIR = join(dataDir, 'a', 'b');
  const second = start({ PORT: '0', DATA_DIR });
  await second.ready();
  second.child.kill('SIGTERM');
  expect(await second.ended).toEqual([0, null]);
  expect(existsSync(join(DATA_DIR, 'dynamodb'))).toBe(true);
});

test.each([
  ['in DATA_DIR', { DATA_DIR: join(dataDir, 'story') }, `in DATA_DIR ${join(dataDir, 'story')}`],
  ['in memory', {}, 'in memory, until the end'],
])(
  'the story that starts a product of its own says that it writes %s, and where forms go',
  { timeout },
  async (_, environment, where) => {
    const PORT = String(await freePort());
    const story = start({ PORT, ...environment }, [process.execPath, join(local, 'demo/story.ts')]);
    expect(await story.ended).toEqual([0, null]);
    const [first = ''] = story.said.stdout.split('\n');
    expect(first).toContain(`at http://127.0.0.1:${PORT}`);
    expect(first).toContain(where);
    const [, folder = ''] = /Forms are saved in (\S+)\.$/.exec(first) ?? [];
    expect(readdirSync(folder).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    expect(story.said.stdout).toMatch(/1\. createOrder: .+ \(Anna Weber\)/);
  },
);

test('the story ends with the product’s own words where that cannot start', { timeout }, async () => {
  const PORT = String(await freePort());
  const story = start({ PORT, DATA_DIR: '/proc/x' }, [process.execPath, join(local, 'demo/story.ts')]);
  expect(await story.ended).toEqual([1, null]);
  expect(story.said.stderr).toMatch(/^DATA_DIR \/proc\/x .+\n\nThe story broke off. The product did not start.\n$/);
});

test.each(['start.ts', 'start.mjs', 'demo/story.ts', 'demo/story.mjs'])(
  'says which Node to use where an old one runs %s',
  { timeout },
  async (entry) => {
    // An old Node knows no TypeScript.
    const version = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`;
    const old = ['--no-experimental-strip-types', '--import', `data:text/javascript,${encodeURIComponent(version)}`];
    const second = start({ PORT: '0' }, [process.execPath, ...old, join(local, entry)]);
    expect(await second.ended).toEqual([1, null]);
    expect(second.said.stdout).toBe('');
    expect(second.said.stderr).toMatch(/^This is Node 20\.11\.0, and it takes Node 24.* npm ci.* npm start[^\n]*\n$/);
  },
);

test.each([
  ['in use', () => new URL(url).port],
  ['no port', () => 'http'],
])('names PORT when it is %s', { timeout }, async (_, portOf) => {
  const PORT = portOf();
  const second = start({ PORT });
  expect(await second.ended).toEqual([1, null]);
  expect(second.said.stderr).toMatch(new RegExp(`PORT.*${PORT}`));
});

test('leaves no process behind when it is killed', { timeout }, async () => {
  expect(running()).not.toEqual([]);
  product.child.kill('SIGKILL');
  await nothingLeft();
});

test('has everything again after it was killed: orders, events and the tokens it gave', { timeout }, async () => {
  product = start({ PORT: new URL(url).port, DATA_DIR: dataDir });
  expect(await product.ready()).toBe(url);
  expect(await ask(url, `/v1/orders/${number}`, token)).toMatchObject({ number, status: 'published' });
  expect((await ask(url, '/v1/services?limit=100', token)).items[0]).toMatchObject({ version: 1 });
  expect((await ask(url, '/local/events', token)).items).toHaveLength(1);
});

test('ends within 5 s when it is asked to, with code 0 and nothing left, in the middle of a print', {
  timeout,
}, async () => {
  const prints = Array.from({ length: 5 }, (_, copies) =>
    ask(url, `/v1/orders/${number}/print`, token, { copies: copies + 1 }).then(
      () => true,
      () => false,
    ),
  );
  // One is done, so the others have begun.
  expect(await Promise.any(prints)).toBe(true);
  const asked = performance.now();
  product.child.kill('SIGTERM');
  expect(await product.ended).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(5000);
  expect(running()).toEqual([]);
});

test('ends with code 1 and says why when DynamoDB is killed', { timeout }, async () => {
  product = start({ PORT: '0', DATA_DIR: dataDir });
  await product.ready();
  const java = running().find((command) => / \S*java -/.test(command));
  process.kill(Number.parseInt(java ?? '', 10), 'SIGKILL');
  expect(await product.ended).toEqual([1, null]);
  expect(product.said.stderr).toContain('DynamoDB Local has ended by itself');
  await nothingLeft();
});

test('ends by itself when the npm that started it is killed', { timeout }, async () => {
  const npm = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(program[1])}], { stdio: 'inherit' })`;
  const starter = start({ PORT: '0', DATA_DIR: dataDir, npm_lifecycle_event: 'start' }, [process.execPath, '-e', npm]);
  await starter.ready();
  starter.child.kill('SIGKILL');
  await nothingLeft();
  await starter.ended;
});
