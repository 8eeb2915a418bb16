import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import { listen } from '#infra/local/machine/listening.ts';
import { type Body, complete, type Send, signIn } from '#test/support/product/clinic.ts';

/** Makes a new laboratory with a profile, and signs in as it. */
export async function newLaboratory(profile: object = {}, url?: string) {
  const laboratoryId = `lab-${randomBytes(6).toString('hex')}`;
  const send = await signIn({ role: 'laboratory', laboratory_id: laboratoryId }, url);
  expect((await send('PUT', '/lab/profile', { name: 'The laboratory', ...profile })).status).toBe(201);
  return { laboratoryId, send };
}

/** Adds a laboratory to the tenant's catalogue and publishes orders to it, one after another. Returns them. */
export async function publishTo(
  laboratoryId: string,
  manager: Send,
  many = 1,
  order: object = {},
  headers = {},
): Promise<Body[]> {
  await manager('PUT', `/laboratories/${laboratoryId}`, { name: 'A laboratory', active: true, own: true });
  const orders: Body[] = [];
  const sending = { ...complete, customerId: 'anna', laboratoryId, publish: true, ...order };
  while (orders.length < many) {
    const { status, body } = await manager('POST', '/orders', sending, headers);
    expect([status, body.status]).toEqual([201, 'published']);
    orders.push(body);
  }
  return orders;
}

/** Reads a laboratory's feed until it has this many entries. */
export async function feedOf(laboratory: Send, many: number, after = 0): Promise<Body[]> {
  const items: Body[] = [];
  for (let next = after; items.length < many; ) {
    const { body } = await laboratory('GET', `/lab/feed?after=${next}&wait=20`);
    expect(body.items.length).toBeGreaterThan(0);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}

/** A webhook request that an endpoint got. */
export type Arrived = { body: string; headers: Record<string, string>; event: Body };

/** Starts an endpoint for webhooks. It answers 204, or another status. `heard` has the requests that it got. */
export async function newEndpoint(status: () => number | Promise<number> = () => 204, headers = {}) {
  const heard: Arrived[] = [];
  const plain = (headers: IncomingHttpHeaders) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `${value}`]));
  const server = createServer(async (request, response) => {
    const body = await text(request);
    heard.push({ body, headers: plain(request.headers), event: JSON.parse(body) });
    response.writeHead(await status(), headers).end();
  });
  const url = await listen(server);
  onTestFinished(() => void server.close());
  return { url, heard };
}
