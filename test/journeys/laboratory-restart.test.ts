import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '#infra/local/machine/listening.ts';
import { signIn } from '#test/support/product/clinic.ts';
import { feedOf, newEndpoint, newLaboratory, publishTo } from '#test/support/product/laboratory.ts';

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

it('a product that is killed while an endpoint fails delivers all webhooks after a restart, with the same ids', async () => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'order-desk-'));
  const product = await startProduct(port, dataDir);
  const { laboratoryId, send } = await newLaboratory({}, url);
  let fails = true;
  const endpoint = await newEndpoint(() => (fails ? 503 : 204));
  await send('PUT', '/lab/subscriptions/main', { url: endpoint.url });
  const manager = await signIn({ role: 'manager', tenant_id: 'northside' }, url);
  const orders = await publishTo(laboratoryId, manager, 20, {
    customerId: 'dr-weber',
    services: [{ serviceId: 'metal-crown', teeth: ['11'] }],
  });
  await expect.poll(() => endpoint.heard.length, { timeout: 20_000 }).toBeGreaterThan(20);
  const tried = new Map(endpoint.heard.map(({ event }) => [event.id, event]));

  await product.kill();
  fails = false;
  endpoint.heard.length = 0;
  await using _again = { [Symbol.asyncDispose]: (await startProduct(port, dataDir)).kill };
  const heard = () => new Set(endpoint.heard.map(({ event }) => event.id));
  await expect.poll(() => heard().size, { timeout: 90_000 }).toBe(20);
  expect(heard()).toEqual(new Set(orders.map(({ number }) => `northside_${number}_1`)));
  for (const { event } of endpoint.heard) expect(tried.get(event.id) ?? event).toEqual(event);
  const feed = await feedOf(send, 20);
  expect(feed.map(({ sequence, event }) => [sequence, event.subject])).toEqual(
    orders.map(({ number }, index) => [index + 1, number]),
  );
}, 150_000);
