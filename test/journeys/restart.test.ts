import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { eventsOf as allEventsOf, type Body, eventually, signIn, version } from '#test/support/product/clinic.ts';
import { processesWith } from '#test/support/product/processes.ts';

const local = join(import.meta.dirname, '../../infra/local');
const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** The events that an order was published: its laboratory and the clinic also hear of messages about it. */
const eventsOf = async (number: string, url: string) =>
  (await allEventsOf(number, url)).filter(({ DetailType }) => DetailType === 'order.published.v1');

function run(file: string, env: Record<string, string>) {
  const child = spawn(process.execPath, [join(local, file)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const ended = once(child, 'exit').then(([code]) => {
    children.delete(child);
    return code as number | null;
  });
  return { child, ended, lines: createInterface({ input: child.stdout }) };
}

/** Starts a product on the data directory, and waits until it is ready. */
async function start(port: number) {
  const product = run('start.ts', { PORT: String(port), DATA_DIR: dataDir });
  for await (const line of product.lines) if (line.startsWith('ready ')) break;
  const stop = (signal: 'SIGTERM' | 'SIGKILL') => {
    product.child.kill(signal);
    return product.ended;
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

async function tellTheStory(port: number): Promise<string> {
  const story = run('demo/story.ts', { PORT: String(port), DATA_DIR: dataDir });
  let told = '';
  for await (const line of story.lines) told += `${line}\n`;
  expect([await story.ended, told]).toEqual([
    0,
    expect.stringMatching(
      /Done. Every step gave the expected result.\nLook at it on the order desk: http:\S+\/#\/orders\/\w{10}\n$/,
    ),
  ]);
  return told;
}

const weber = (url: string) => signIn({ role: 'dentist', tenant_id: 'northside', customer_id: 'dr-weber' }, url);
const sendable = {
  laboratoryId: 'bright-lab',
  patient: { lastName: 'Kept' },
  toothNotation: 'FDI',
  services: [{ serviceId: 'metal-crown', teeth: ['11'] }],
  dueDate: '2099-01-15',
};

it('the demo succeeds again after a restart, and SIGKILL in the middle of work loses nothing', async () => {
  const port = await freePort();
  let product = await start(port);
  const first = await tellTheStory(port);
  expect(first).toContain(`Orders go to the product that runs at ${product.url}.`);
  const number = /The draft is #(\w+)/.exec(first)?.[1] ?? '';
  const events = await eventsOf(number, product.url);
  // It is sent, withdrawn, sent again, returned, and sent a third time.
  expect(events).toHaveLength(3);
  const historyOf = async () => {
    const manager = await signIn({ role: 'manager', tenant_id: 'northside' }, product.url);
    expect((await manager('GET', `/orders/${number}`)).body.status).toBe('delivered');
    return (await manager('GET', `/orders/${number}/history?limit=100`)).body.items;
  };
  const history = await eventually(historyOf, (items) => items.at(-1)?.action === 'receiveOrder');
  const told = first.match(/^ +(?:\d+\.|-) +\w+ by /gm) ?? [];
  expect(history.length).toBeGreaterThan(told.length);
  expect(await product.stop('SIGTERM')).toBe(0);

  product = await start(port);
  expect(await eventsOf(number, product.url)).toEqual(events);
  expect(await historyOf()).toEqual(history);
  await tellTheStory(port);

  const dentist = await weber(product.url);
  const drafts: Body[] = [];
  for (let order = 0; order < 10; order++) drafts.push((await dentist('POST', '/orders', sendable)).body);
  const publishing = drafts.map(async (draft) => {
    const headers = { ...version(draft), 'idempotency-key': `send-${draft.number}` };
    return dentist('POST', `/orders/${draft.number}/publish`, {}, headers).catch(() => undefined);
  });
  await Promise.race(publishing);
  expect(processesWith(dataDir)).not.toEqual([]);
  await product.stop('SIGKILL');
  await expect.poll(() => processesWith(dataDir), { timeout: 5000 }).toEqual([]);
  const answered = (await Promise.all(publishing)).filter((answer) => answer?.status === 200);

  product = await start(port);
  expect(await eventsOf(number, product.url)).toEqual(events);
  for (const draft of drafts) {
    const headers = { ...version(draft), 'idempotency-key': `send-${draft.number}` };
    // With the token that was issued before.
    const sent = await dentist('POST', `/orders/${draft.number}/publish`, {}, headers);
    expect([sent.status, sent.body.status, sent.body.version]).toEqual([200, 'published', 2]);
  }
  expect(answered.length).toBeGreaterThan(0);
  const announced = await Promise.all(
    drafts.map((draft) =>
      eventually(
        () => eventsOf(draft.number, product.url),
        (found) => found.length > 0,
      ),
    ),
  );
  for (const [index, found] of announced.entries())
    expect(new Set(found.map(({ Detail }) => Detail.id))).toEqual(new Set([`northside_${drafts[index]?.number}_2`]));
  const sequences = announced.map(([event]) => event.Detail.data.feedSequence).toSorted((one, other) => one - other);
  expect(new Set(sequences).size).toBe(drafts.length);
  expect(sequences.at(-1) - sequences[0]).toBe(drafts.length - 1);
  await tellTheStory(port);
  expect(await product.stop('SIGTERM')).toBe(0);
}, 120_000);
