/**
 * `npm run bench:burst`: how fast an endpoint hears a burst of events from the local product, which runs in a process of its
 * own. A thousand orders are sent to one laboratory, 16 at once, and meanwhile four a second to another.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '#infra/local/machine/listening.ts';
import { signIn } from '#test/bench/order-life.ts';

const [orders, sentAtOnce, receiverMs] = [1000, 16, 5];

/** What is asked for: deliveries in a second to one endpoint, how many of them at once, and the longest wait of another. */
const limits = { aSecond: 100, atOnce: 10, otherMs: 2000 };

// Without the lines that its functions log.
const product = fork('test/support/product/product-process.ts', { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const [{ product: url }] = await once(product, 'message');

const manager = await signIn(url, 'northside-manager');
const [busy, other] = [await endpointOf('apex-lab'), await endpointOf('bright-lab')];

/** An endpoint of a laboratory: when it heard of an order, and how many requests it had at once. */
async function endpointOf(laboratoryId: string) {
  const endpoint = { laboratoryId, heard: new Map<string, number>(), now: 0, atOnce: 0 };
  const server = createServer(async (request, response) => {
    endpoint.now++;
    endpoint.atOnce = Math.max(endpoint.atOnce, endpoint.now);
    const { data } = JSON.parse(await text(request));
    await pause(receiverMs);
    endpoint.heard.set(data.number, performance.now());
    endpoint.now--;
    response.writeHead(204).end();
  });
  const laboratory = await signIn(url, laboratoryId);
  await laboratory('PUT', '/lab/subscriptions/burst', { url: await listen(server) });
  return endpoint;
}

type Draft = { number: string; version: number };

const draftFor = (laboratoryId: string): Promise<Draft> =>
  manager('POST', '/orders', {
    customerId: 'dr-weber',
    laboratoryId,
    patient: { reference: 'burst' },
    toothNotation: 'FDI',
    services: [{ serviceId: 'zirconia-crown', teeth: ['11'], shade: { system: 'VITA Classical', value: 'A3' } }],
    dueDate: `${new Date().getUTCFullYear() + 1}-06-30`,
  });

const sentAt = new Map<string, number>();
async function send({ number, version }: Draft): Promise<void> {
  await manager('POST', `/orders/${number}/publish`, {}, version);
  sentAt.set(number, performance.now());
}

/** Works on all, so many at once. */
async function each<One>(all: readonly One[], atOnce: number, work: (one: One) => Promise<unknown>): Promise<void> {
  const left = all.values();
  const worker = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const [drafts, others]: [Draft[], Draft[]] = [[], []];
await each(Array(orders).fill('apex-lab'), 8, async (laboratoryId) => drafts.push(await draftFor(laboratoryId)));
await each(Array(100).fill('bright-lab'), 8, async (laboratoryId) => others.push(await draftFor(laboratoryId)));

const start = performance.now();
const deadline = start + 120_000;
const beside = (async () => {
  for (const draft of others) {
    await send(draft);
    await pause(250);
    if (busy.heard.size === orders) return;
  }
})();
await each(drafts, sentAtOnce, send);
const published = performance.now();
const waiting = orders - busy.heard.size;
while (busy.heard.size < orders && performance.now() < deadline) await pause(10);
const end = performance.now();
await beside;
await pause(limits.otherMs);

const waits = others.flatMap(({ number }) => {
  const at = sentAt.get(number);
  return at === undefined ? [] : [(other.heard.get(number) ?? Number.POSITIVE_INFINITY) - at];
});
const longest = Math.max(...waits);
const seconds = (from: number, to: number) => (to - from) / 1000;
const aSecond = waiting / seconds(published, end);
console.log(
  `${orders} orders were sent in ${seconds(start, published).toFixed(1)} s and all heard after ${seconds(start, end).toFixed(1)} s. ` +
    `The ${waiting} that waited at the end of sending were heard at ${aSecond.toFixed(0)} a second (at least ${limits.aSecond}), ` +
    `${busy.atOnce} at once (at most ${limits.atOnce}). ` +
    `Of ${waits.length} orders to the other laboratory the longest waited ${longest.toFixed(0)} ms (at most ${limits.otherMs}).`,
);
product.disconnect();
const holds = aSecond >= limits.aSecond && busy.atOnce <= limits.atOnce && longest <= limits.otherMs;
process.exit(holds && busy.heard.size === orders ? 0 : 1);
