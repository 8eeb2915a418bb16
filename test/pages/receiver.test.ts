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
import { type Body, eventually, newClinic, type Send, tokenFor } from '#test/support/product/clinic.ts';
import { feedOf, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';
import { shared } from '#test/support/product/shared-product.ts';

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts docs/receiver.mjs in a child process. */
function spawnReceiver(env: Record<string, string>) {
  const child = spawn(process.execPath, ['docs/receiver.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  return child;
}

/** Starts the receiver and waits until it listens. `said` has the lines of its stdout, `complained` those of stderr. */
async function startReceiver(env: Record<string, string>) {
  const child = spawnReceiver(env);
  const [said, complained] = [child.stdout, child.stderr].map((input) => {
    const lines: string[] = [];
    createInterface({ input }).on('line', (line) => lines.push(line));
    return lines;
  }) as [string[], string[]];
  await eventually(
    async () => said,
    ([first]) => first?.startsWith('listening') ?? false,
  );
  return {
    said,
    complained,
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      running.delete(child);
    },
  };
}

/** The real lifetime of a token, and the `expires_in` that is told, in seconds. */
type Lifetime = { lives: number; told: number };

/** Starts a token endpoint for a caller. Its first tokens have these lifetimes, the others an hour. */
async function newTokenEndpoint(caller: Record<string, string>, ...lifetimes: Lifetime[]) {
  const asked: { authorization: string | undefined; form: string }[] = [];
  const server = createServer(async (request, response) => {
    const { lives, told } = lifetimes[asked.length] ?? { lives: 3600, told: 3600 };
    asked.push({ authorization: request.headers.authorization, form: await text(request) });
    const claims = { ...caller, expires_in: String(lives) };
    response.end(JSON.stringify({ access_token: await tokenFor(claims), expires_in: told }));
  });
  const url = await listen(server);
  onTestFinished(() => void server.close());
  return { url, asked };
}

/** Makes a subscription for the sample receiver of a caller. `start` starts it, `directory` has what it saved. */
async function receiverOf(send: Send, subscriptions: string, caller: Record<string, string>, ...lifetimes: Lifetime[]) {
  const tokens = await newTokenEndpoint(caller, ...lifetimes);
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), 'receiver-'));
  const subscription = { url: `http://127.0.0.1:${port}/orders` };
  const { secret } = (await send('PUT', `${subscriptions}/receiver`, subscription)).body;
  const env = {
    DESK: shared.product,
    TOKEN_URL: tokens.url,
    CLIENT_ID: 'apex',
    CLIENT_SECRET: 'a:secret',
    SECRET: secret,
    PORT: String(port),
    DIRECTORY: directory,
  };
  const start = (changes: Record<string, string> = {}) => startReceiver({ ...env, ...changes });
  return { tokens, directory, subscription, secret, env, start };
}

/** Makes a laboratory with a subscription for the sample receiver. */
async function newReceiver(...lifetimes: Lifetime[]) {
  const { laboratoryId, send } = await newLaboratory();
  const caller = { role: 'laboratory', laboratory_id: laboratoryId };
  return { laboratoryId, send, ...(await receiverOf(send, '/lab/subscriptions', caller, ...lifetimes)) };
}

/** Sends a webhook with an event to a receiver, signed with a secret. */
async function bring(url: string, event: Body, secret: string): Promise<number> {
  const body = JSON.stringify(event);
  const at = new Date();
  const headers = {
    'webhook-id': event.id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(event.id, at, body),
  };
  return (await fetch(url, { method: 'POST', headers, body })).status;
}

/** Waits for a receiver to end by itself. Returns its output and its exit code. */
async function endOf(env: Record<string, string>) {
  const child = spawnReceiver(env);
  const [said, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  running.delete(child);
  return { said, complaint, code };
}

const another = `whsec_${Buffer.from('of somebody else').toString('base64')}`;

it('the sample receiver gets a new token before its own expires, and after a 401', async () => {
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

it('the sample receiver handles an order once that is delivered twice at the same time', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send, subscription, secret, start } = await newReceiver();
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  const receiver = await start();
  const [{ number, tenantId }] = await publishTo(laboratoryId, manager);
  const [{ event }] = await feedOf(send, 1);

  const brought = [1, 2].map(() => bring(subscription.url, event, secret));
  expect(await Promise.all(brought)).toEqual([204, 204]);
  const history = (await manager('GET', `/orders/${number}/history`)).body.items;
  expect(history.filter(({ action }: Body) => action === 'printLabOrder')).toHaveLength(1);
  await eventually(
    async () => receiver.said.length,
    (lines) => lines === 3,
  );
  expect(receiver.said[1]).toBe(`#${number} of ${tenantId}, due 2099-03-02`);
  await receiver.stop();
});

it('the sample receiver handles every order once, also those sent while it was stopped', async () => {
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
  // Sorted, because the sequence of deliveries is not guaranteed.
  for (const { number, tenantId, version } of before) {
    const form = join(directory, `${tenantId}_${number}_${version}.pdf`);
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

  // The subscription has been turned off. Turned on again, it gets new events, and the missed ones by a replay.
  await eventually(
    async () => (await send('GET', '/lab/subscriptions')).body.items[0].active,
    (active) => !active,
  );
  await send('PUT', '/lab/subscriptions/receiver', subscription);
  expect((await send('POST', '/lab/subscriptions/receiver/replay', { after: 0 })).body).toEqual({ after: 0, to: 53 });
  const [last] = await publishTo(laboratoryId, manager);
  await eventually(
    async () => taken(),
    (numbers) => numbers.includes(last.number),
  );
  expect(taken().toSorted()).toEqual([...sent, last.number].toSorted());
  await again.stop();
}, 90_000);

it('the sample receiver does not start without its settings, and names the missing ones in one line', async () => {
  const { env } = await newReceiver();
  const { DIRECTORY: directory = '' } = env;
  const wrong: [string, string[]][] = [
    ['DESK', ['', 'desk.example']],
    ['TOKEN_URL', ['', 'desk.example/token']],
    ['CLIENT_ID', ['']],
    ['CLIENT_SECRET', ['']],
    ['SECRET', ['', ' ', 'a secret', 'whsec_', 'whsec_-', `${another} whsec_-`, another.replace('whsec_', '')]],
    ['PORT', ['', 'http', '70000']],
    ['EVERY', ['often', '0']],
    ['SIDE', ['', 'dentist']],
    ['DIRECTORY', [join(directory, 'missing'), 'package.json']],
  ];
  // At the same time, because each is a process of its own that waits for nothing.
  await Promise.all(
    wrong
      .flatMap(([name, values]) => values.map((value) => ({ name, value })))
      .map(async ({ name, value }) => {
        const { said, complaint, code } = await endOf({ ...env, [name]: value });
        expect([name, value, said, code]).toEqual([name, value, '', 1]);
        expect(complaint).toMatch(new RegExp(`^Set ${name} to .+\\n$`));
      }),
  );
});

it('the sample receiver does not start without a token, nor on a port in use', async () => {
  const { env } = await newReceiver();
  const refusing = createServer((_, response) => response.writeHead(401).end('{"error":"invalid_client"}'));
  const refused = await listen(refusing);
  onTestFinished(() => void refusing.close());
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const { port: taken } = new URL(refused);
  for (const [changes, complaint] of [
    [{ TOKEN_URL: refused }, /^No token was given: 401 \{"error":"invalid_client"\}\n$/],
    [{ TOKEN_URL: nowhere }, /^No token was given: .*ECONNREFUSED.*\n$/],
    [{ PORT: taken }, /^Set PORT to another: .*EADDRINUSE.*\n$/],
  ] as const)
    expect(await endOf({ ...env, ...changes })).toEqual({
      said: '',
      complaint: expect.stringMatching(complaint),
      code: 1,
    });
});

it('the sample receiver accepts webhooks signed with any of its secrets, and says so if none matches', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send, subscription, secret, start } = await newReceiver();
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  await publishTo(laboratoryId, manager);
  const [{ event }] = await feedOf(send, 1);
  const receiver = await start({ SECRET: `${another} ${secret}` });
  for (const [signing, status] of [
    [another, 204],
    [secret, 204],
    ['whsec_bm9ib2R5', 400],
  ] as const)
    expect([signing, await bring(subscription.url, event, signing)]).toEqual([signing, status]);
  expect((await fetch(subscription.url, { method: 'POST' })).status).toBe(400);
  const refused = ['400: The signature does not match SECRET.', '400: Missing required headers'];
  await eventually(
    async () => receiver.complained,
    ({ length }) => length === 2,
  );
  expect(receiver.complained).toEqual(refused);
  await receiver.stop();
});

it('the sample receiver gets from the feed what is sent while its subscription is off', async () => {
  const { manager } = await newClinic();
  const { laboratoryId, send, subscription, start } = await newReceiver();
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  const receiver = await start({ EVERY: '1' });
  for (const _ of ['once', 'and again']) {
    const [{ number }] = await publishTo(laboratoryId, manager);
    await eventually(
      async () => receiver.said,
      (lines) => lines.some((line) => line.startsWith(`#${number} is saved`)),
    );
  }
  await receiver.stop();
});

it('the sample receiver goes on after an order and a message that it may no longer read', async () => {
  const { manager, tenantId } = await newClinic();
  const { laboratoryId, send, subscription, secret, start } = await newReceiver();
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  const [{ number }] = await publishTo(laboratoryId, manager);
  await manager('POST', `/orders/${number}/messages`, { text: 'Please wait.' });
  const [order, message] = await feedOf(send, 2);
  const { version } = (await manager('GET', `/orders/${number}`)).body;
  await manager('POST', `/orders/${number}/withdraw`, {}, { 'if-match': `"${version}"` });
  const nobodys = '0000000000';
  const { id, data } = message.event;
  // With an id of its own, or it is passed over when the feed has brought that message first.
  const elsewhere = {
    ...message.event,
    id: id.replace(number, nobodys),
    subject: nobodys,
    data: { ...data, number: nobodys },
  };
  const receiver = await start();
  for (const event of [order.event, elsewhere]) expect(await bring(subscription.url, event, secret)).toBe(204);
  const complaints = [
    `#${number} of ${tenantId} is not there for you, so its form is not saved.`,
    `#${nobodys} of ${tenantId} is not there for you, so its message is not saved.`,
  ];
  // The feed may have brought the order first, and then it is asked for twice.
  await eventually(
    async () => new Set(receiver.complained),
    ({ size }) => size === 2,
  );
  expect(new Set(receiver.complained)).toEqual(new Set(complaints));
  await receiver.stop();
});

it('the sample receiver reads the feed again after a failed reply', async () => {
  const { start } = await newReceiver();
  const busy = createServer((_, response) => response.writeHead(503).end('{"message":"Service Unavailable"}'));
  const desk = await listen(busy);
  onTestFinished(() => void busy.close());
  const receiver = await start({ DESK: desk, EVERY: '1' });
  const said = await eventually(
    async () => receiver.complained,
    ({ length }) => length === 2,
  );
  expect(said).toEqual(Array(2).fill('The feed answered 503: {"message":"Service Unavailable"}'));
  await receiver.stop();
});

it.each(['laboratory', 'clinic'])(
  'the sample receiver of a %s saves each message of the other side once',
  async (side) => {
    const { manager, tenantId } = await newClinic();
    const ofLaboratory = await newReceiver();
    const [{ number }] = await publishTo(ofLaboratory.laboratoryId, manager);
    const isClinic = side === 'clinic';
    const caller = { role: 'manager', tenant_id: tenantId };
    const receives = isClinic ? await receiverOf(manager, '/subscriptions', caller) : ofLaboratory;
    const subscriptions = isClinic ? '/subscriptions' : '/lab/subscriptions';
    const listener = isClinic ? manager : ofLaboratory.send;
    const write = (text: string) =>
      isClinic
        ? ofLaboratory.send('POST', `/lab/orders/${tenantId}/${number}/messages`, { text })
        : manager('POST', `/orders/${number}/messages`, { text });
    const saved = () =>
      readFileSync(join(receives.directory, 'messages.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const savedAll = (many: number) =>
      eventually(
        async () => saved(),
        ({ length }) => length >= many,
      );

    const receiver = await receives.start({ SIDE: side });
    await write('By webhook.');
    await savedAll(1);
    await expect.poll(() => receiver.said).toContain(`#${number} of ${tenantId} has message m1`);
    await receiver.stop();

    await listener('PUT', `${subscriptions}/receiver`, { ...receives.subscription, active: false });
    await write('From the feed.');
    const again = await receives.start({ SIDE: side, EVERY: '1' });
    await savedAll(2);
    await listener('PUT', `${subscriptions}/receiver`, receives.subscription);
    await listener('POST', `${subscriptions}/receiver/replay`, { after: 0 });
    await write('After a replay.');
    await savedAll(3);
    await eventually(
      () => listener('GET', `${subscriptions}/receiver`),
      ({ body }) => body.replaying === undefined,
    );
    expect(saved().map(({ messageId, subject, text }) => [subject, messageId, text])).toEqual([
      [number, 'm1', 'By webhook.'],
      [number, 'm2', 'From the feed.'],
      [number, 'm3', 'After a replay.'],
    ]);
    expect(again.complained).toEqual([]);
    await again.stop();
  },
);

it('the sample receiver finds a message behind the first page of them', async () => {
  const { manager, tenantId } = await newClinic();
  const { laboratoryId, send, subscription, directory, start } = await newReceiver();
  const [{ number }] = await publishTo(laboratoryId, manager);
  await send('PUT', '/lab/subscriptions/receiver', { ...subscription, active: false });
  for (let many = 0; many < 25; many++)
    await send('POST', `/lab/orders/${tenantId}/${number}/messages`, { text: 'Of the laboratory.' });
  await manager('POST', `/orders/${number}/messages`, { text: 'Of the clinic.' });
  await feedOf(send, 2);
  const receiver = await start();
  await expect.poll(() => receiver.said, { timeout: 10_000 }).toContain(`#${number} of ${tenantId} has message m26`);
  expect(readFileSync(join(directory, 'messages.jsonl'), 'utf8')).toContain('Of the clinic.');
  await receiver.stop();
});
