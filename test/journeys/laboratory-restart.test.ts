import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { type Body, signIn } from '#test/support/product/clinic.ts';
import { newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a product in a child process. `kill` ends it by SIGKILL. */
async function startProduct(port: number, dataDir: string) {
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir };
  const child = spawn(process.execPath, ['infra/local/start.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('ready ')) break;
  child.stdout.resume();
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
      running.delete(child);
    },
  };
}

it('a product that is killed while endpoints fail delivers all webhooks of both sides after a restart, with the same ids', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));
  const product = await startProduct(port, dataDir);
  const { laboratoryId, send } = await newLaboratory({}, url);
  const manager = await signIn({ role: 'manager', tenant_id: 'northside' }, url);
  let fails = true;
  const [ofLaboratory, ofClinic] = [
    await newEndpoint(() => (fails ? 503 : 204)),
    await newEndpoint(() => (fails ? 503 : 204)),
  ];
  await send('PUT', '/lab/subscriptions/main', { url: ofLaboratory.url });
  await manager('PUT', '/subscriptions/main', { url: ofClinic.url });
  const orders = await publishTo(laboratoryId, manager, 20, {
    customerId: 'dr-weber',
    services: [{ serviceId: 'metal-crown', teeth: ['11'] }],
  });
  for (const { number } of orders)
    expect((await send('POST', `/lab/orders/northside/${number}/messages`, { text: 'Which alloy?' })).status).toBe(201);
  const sides = [
    { ...ofLaboratory, ids: orders.map(({ number }) => `northside_${number}_1`), feed: '/lab/feed', ask: send },
    { ...ofClinic, ids: orders.map(({ number }) => `northside_${number}_m1`), feed: '/feed', ask: manager },
  ];
  for (const { heard } of sides) await expect.poll(() => heard.length, { timeout: 20_000 }).toBeGreaterThan(20);
  const tried = new Map(sides.flatMap(({ heard }) => heard.map(({ event }) => [event.id, event])));

  await product.kill();
  fails = false;
  for (const { heard } of sides) heard.length = 0;
  await using _again = { [Symbol.asyncDispose]: (await startProduct(port, dataDir)).kill };
  for (const { heard, ids, feed, ask } of sides) {
    const heardIds = () => new Set(heard.map(({ event }) => event.id));
    await expect.poll(() => heardIds().size, { timeout: 90_000 }).toBe(20);
    expect(heardIds()).toEqual(new Set(ids));
    for (const { event } of heard) expect(tried.get(event.id) ?? event).toEqual(event);
    const { items, next } = (await ask('GET', feed)).body;
    expect(items.map(({ sequence, event }: Body) => [sequence, event.id])).toEqual(
      ids.map((id, index) => [index + 1, id]),
    );
    expect(next).toBe(20);
  }
}, 150_000);
