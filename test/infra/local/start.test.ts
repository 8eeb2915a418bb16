import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { processesWith } from '#test/support/product/processes.ts';
import { program, start, timeout } from '#test/support/product/spawn-product.ts';

/** A DATA_DIR that is not there yet. */
const dataDir = join(mkdtempSync(join(tmpdir(), 'order-desk-')), 'a', 'b');

/** Plays the way out of this machine for Java, and notes which servers are asked for. */
const askedOutside: string[] = [];
const proxy = createServer().on('connect', ({ url = '' }, socket) => {
  askedOutside.push(url);
  socket.end();
});
const { port: proxyPort } = new URL(await listen(proxy));
const wayOut = ['http', 'https']
  .map((kind) => `-D${kind}.proxyHost=127.0.0.1 -D${kind}.proxyPort=${proxyPort}`)
  .join(' ');
afterAll(() => void proxy.close());

const running = () => processesWith(dataDir);
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

/** The product that the first tests share. */
let product: ReturnType<typeof start>;
let url: string;
let token: string;
let number: string;

test('prints one line when it is ready, then how to try it, and answers requests', { timeout }, async () => {
  product = start({ PORT: '0', DATA_DIR: dataDir, JAVA_TOOL_OPTIONS: wayOut });
  url = await product.ready();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(product.said.stdout).toMatch(/^ready [^\n]+\n\n/);
  expect(product.said.stdout.split('\n')[2]).toMatch(`Open ${url} in a browser: there is the order desk`);
  expect(product.said.stdout.match(/^ready/gm)).toHaveLength(1);
  expect(product.said.stdout).toContain('northside-manager');
  expect(product.said.stderr).toBe('');

  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  token = await tokenFrom(url);
  expect((await ask(url, '/v1/services?limit=100', token)).items).toHaveLength(37);
});

test('makes the DATA_DIR that it is given, however deep', () => {
  expect(existsSync(join(dataDir, 'dynamodb'))).toBe(true);
});

test('asks nothing of a server outside this machine', () => {
  expect(askedOutside).toEqual([]);
});

test('puts the event of a published order on the bus', { timeout }, async () => {
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
  expect(second.said.stderr).toBe(`Choose another DATA_DIR, or stop the product that is using ${dataDir}.\n`);
});

test.each([
  ['in use', () => new URL(url).port],
  ['no port', () => 'http'],
])('names PORT when it is %s', { timeout }, async (_, portOf) => {
  const PORT = portOf();
  const second = start({ PORT });
  expect(await second.ended).toEqual([1, null]);
  expect(second.said.stderr).toMatch(new RegExp(`PORT.*${PORT}`));
});

test('ends within 5 s of SIGTERM in the middle of a print, with code 0 and no process left', {
  timeout,
}, async () => {
  const prints = Array.from({ length: 5 }, (_, copies) =>
    ask(url, `/v1/orders/${number}/print`, token, { copies: copies + 1 }).then(
      () => true,
      () => false,
    ),
  );
  // The first print is done, so the others are running.
  expect(await Promise.any(prints)).toBe(true);
  const asked = performance.now();
  product.child.kill('SIGTERM');
  expect(await product.ended).toEqual([0, null]);
  expect(performance.now() - asked).toBeLessThan(5000);
  expect(running()).toEqual([]);
});

test('keeps orders, events and issued tokens valid after a restart', { timeout }, async () => {
  product = start({ PORT: new URL(url).port, DATA_DIR: dataDir });
  expect(await product.ready()).toBe(url);
  expect(await ask(url, `/v1/orders/${number}`, token)).toMatchObject({ number, status: 'published' });
  expect((await ask(url, '/v1/services?limit=100', token)).items[0]).toMatchObject({ version: 1 });
  expect((await ask(url, '/local/events', token)).items).toHaveLength(1);
});

test('ends with code 1 and says why when DynamoDB is killed', { timeout }, async () => {
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
