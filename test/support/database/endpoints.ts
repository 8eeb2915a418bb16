import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, onTestFinished } from 'vitest';
import * as z from 'zod/mini';
import { type Listener, laboratoryListener } from '#domain/listening/listener.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { type Deliveries, startDeliveries } from '#test/support/database/deliveries.ts';
import { sending } from '#test/support/database/sending.ts';
import { subscriptionTo } from '#test/support/subscriptions.ts';

/** Started before the first test of a file that imports this. */
export let deliveries: Deliveries;

beforeAll(async () => {
  // Longer in all than any test, also on a busy machine, so that no subscription is given up here.
  deliveries = await startDeliveries([200, ...Array(600).fill(1000)]);
  return deliveries.stop;
});

/** What the delivery queue holds for a listener's endpoints, whether it is ready, delayed or in flight. */
export async function held(listener: string, kind = 'listener'): Promise<number> {
  const { deliveryQueueUrl, endpoint } = deliveries.queues;
  const name = deliveryQueueUrl.split('/').at(-1);
  const answer = await (await fetch(`${endpoint}/_fauxqs/queues/${name}`)).json();
  const Message = z.object({ body: z.string() });
  const { messages } = z
    .object({
      messages: z.object({
        ready: z.array(Message),
        delayed: z.array(Message),
        inflight: z.array(z.object({ message: Message })),
      }),
    })
    .parse(answer);
  const all = [...messages.ready, ...messages.delayed, ...messages.inflight.map(({ message }) => message)];
  return all.map(({ body }) => JSON.parse(body)).filter((one) => one.listener === listener && kind in one).length;
}

/** Subscribes a new laboratory's endpoint, which answers with the status. It keeps what came and when it accepted it. */
export async function subscribed(name: string, status: (number: number) => number | Promise<number>) {
  const laboratoryId = `${name}-${randomBytes(4).toString('hex')}`;
  const listener = laboratoryListener(laboratoryId);
  const accepted: { number: number; at: number; isReplay: boolean }[] = [];
  const endpoint = { requests: 0, laboratoryId, listener, accepted };
  const server = createServer(async (request, response) => {
    const event = JSON.parse(await text(request));
    endpoint.requests += 1;
    const number = event.data.feedSequence;
    const answer = await status(number);
    const isReplay = request.headers['order-desk-replay'] === 'true';
    if (answer < 300) accepted.push({ number, at: performance.now(), isReplay });
    response.writeHead(answer, answer === 503 ? { 'retry-after': '1' } : {}).end();
  });
  const url = await listen(server);
  onTestFinished(async () => {
    await deliveries.subscriptions.remove(listener, 'main');
    server.close().closeAllConnections();
  });
  expect(await deliveries.subscriptions.put({ ...subscriptionTo(url), listener })).toBe(true);
  return endpoint;
}

export const stored = (listener: Listener) => deliveries.subscriptions.find(listener, 'main');

/** Publishes orders to a laboratory, a batch of the stream after the other. */
export async function publish(laboratoryId: string, many: number): Promise<void> {
  for (let left = many; left > 0; left -= 100) {
    const Records = Array.from({ length: Math.min(left, 100) }, () => sending('northside', laboratoryId).record);
    expect(await deliveries.announce({ Records })).toEqual({ batchItemFailures: [] });
  }
}

export const numbersTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
