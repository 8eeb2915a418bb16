import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { freePort, listen } from '#infra/local/machine/listening.ts';
import { textIn } from '#test/support/printing/pdf.ts';
import { type Body, eventually, newClinic, tokenFor } from '#test/support/product/clinic.ts';
import { feedOf, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';
import { shared } from '#test/support/product/shared-product.ts';

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** The sample receiver of docs/, as a process of its own; `said` has the lines that it printed. */
async function startReceiver(env: Record<string, string>) {
  const child = spawn(process.execPath, ['docs/receiver.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
  await eventually(
    async () => said,
    ([first]) => first?.startsWith('listening') ?? false,
  );
  return {
    said,
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      running.delete(child);
    },
  };
}

/** How long a token lives, and how long its receiver is told that it does, in seconds. */
type Lifetime = { lives: number; told: number };

/** The token endpoint of one laboratory's client. It gives tokens of these lifetimes in turn, then such as live an hour. */
async function newTokenEndpoint(laboratoryId: string, ...lifetimes: Lifetime[]) {
  const asked: { authorization: string | undefined; form: string }[] = [];
  const server = createServer(async (request, response) => {
    const { lives, told } = lifetimes[asked.length] ?? { lives: 3600, told: 3600 };
    asked.push({ authorization: request.headers.authorization, form: await text(request) });
    const claims = { role: 'laboratory', laboratory_id: laboratoryId, expires_in: String(lives) };
    response.end(JSON.stringify({ access_token: await tokenFor(claims), expires_in: told }));
  });
  const url = await listen(server);
  onTestFinished(() => void server.close());
  return { url, asked };
}

/** A laboratory whose receiver is subscribed: how it is started, and where it keeps what it has heard. */
async function newReceiver(...lifetimes: Lifetime[]) {
  const { laboratoryId, send } = await newLaboratory();
  const tokens = await newTokenEndpoint(laboratoryId, ...lifetimes);
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'receiver-'));
  const subscription = { url: `http://127.0.0.1:${port}/orders` };
  const { secret } = (await send('PUT', '/lab/subscriptions/receiver', subscription)).body;
  const env = {
    DESK: shared.product,
    TOKEN_URL: tokens.url,
    CLIENT_ID: 'apex',
    CLIENT_SECRET: 'a:secret',
    SECRET: secret,
    PORT: String(port),
    DIRECTORY: directory,
  };
  return { laboratoryId, send, tokens, directory, subscription, secret, start: () => startReceiver(env) };
}

it('the sample receiver takes a token of its own, a new one before that is old, and another when it is refused', async () => {
  const { manager } = await newClinic();
  const old = { lives: 3600, told: 61 };
  const refused = { lives: 2, told: 3600 };
  const { laboratoryId, tokens, start } = await newReceiver(old, refused);
  const receiver = await start();
  const authorization = `Basic ${Buffer.from('apex:a:secret').toString('base64')}`;
  const form = 'grant_type=client_credentials&scope=order-desk%2Forders';
  for (const taken of [1, 2, 3]) {
    await eventually(
      async () => tokens.asked,
      ({ length }) => length === taken,
    );
    if (taken === 3) break;
    await pause(2100);
    const [{ number }] = await publishTo(laboratoryId, manager);
    await eventually(
      async () => receiver.said,
      (lines) => lines.some((line) => line.startsWith(`#${number} is saved`)),
    );
  }
  expect(tokens.asked).toEqual(Array(3).fill({ authorization, form }));
  await receiver.stop();
});

it('the sample receiver takes an order once that comes twice at the same time', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send, subscription, secret, start } = await newReceiver();
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  const receiver = await start();
  const [{ number, tenantId }] = await publishTo(laboratoryId, manager);
  const [{ event }] = await feedOf(send, 1);

  const body = JSON.stringify(event);
  const at = new Date();
  const headers = {
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(event.id, at, body),
  };
  const brought = [1, 2].map(() => fetch(subscription.url, { method: 'POST', headers, body }));
  expect((await Promise.all(brought)).map(({ status }) => status)).toEqual([204, 204]);
  const history = (await manager('GET', `/orders/${number}/history`)).body.items;
  expect(history.filter(({ action }: Body) => action === 'printLabOrder')).toHaveLength(1);
  await eventually(
    async () => receiver.said.length,
    (lines) => lines === 3,
  );
  expect(receiver.said[1]).toBe(`#${number} of ${tenantId}, due 2099-03-02`);
  await receiver.stop();
});

it('the sample receiver hears of every order once, those that came while it was stopped among them', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send, directory, subscription, start } = await newReceiver();
  const taken = () =>
    readFileSync(join(directory, 'orders.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).subject);

  const receiver = await start();
  const before = await publishTo(laboratoryId, manager, 3);
  await eventually(
    async () => receiver.said.length,
    (lines) => lines === 1 + 2 * 3,
  );
  // In which order they arrive is not promised.
  for (const { number, tenantId, version } of before) {
    const form = join(directory, `${tenantId}.${number}.${version}.pdf`);
    expect(receiver.said).toContain(`#${number} of ${tenantId}, due 2099-03-02`);
    expect(receiver.said).toContain(`#${number} is saved as ${form}`);
    expect(textIn(readFileSync(form))).toContain(number);
  }
  await receiver.stop();

  const away = await publishTo(laboratoryId, manager, 50);
  const sent = [...before, ...away].map(({ number }) => number);
  await feedOf(send, sent.length);
  const again = await start();
  await expect.poll(() => taken().length, { timeout: 30_000 }).toBeGreaterThanOrEqual(sent.length);

  // Our tries have ended meanwhile; turned on again, it hears of what comes, and of what has been, as a replay.
  await eventually(
    async () => (await send('GET', '/lab/subscriptions')).body.items[0].active,
    (active) => !active,
  );
  await send('PUT', '/lab/subscriptions/receiver', subscription);
  expect((await send('POST', '/lab/subscriptions/receiver/replay', { after: 0 })).body).toMatchObject({ replayed: 53 });
  const [last] = await publishTo(laboratoryId, manager);
  await eventually(
    async () => taken(),
    (numbers) => numbers.includes(last.number),
  );
  expect(taken().toSorted()).toEqual([...sent, last.number].toSorted());
  await again.stop();
}, 90_000);
