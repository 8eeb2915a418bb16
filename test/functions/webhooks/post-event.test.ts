import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { postEvent } from '#functions/webhooks/post-event.ts';
import { listen } from '#infra/local/machine/listening.ts';
import { connections } from '#test/support/functions/connections.ts';
import { traceparent } from '#test/support/orders.ts';
import { published, subscriptionTo, tested } from '#test/support/subscriptions.ts';

/** Starts a server on this machine, which webhooks may call in this test. */
async function endpointThat(answers: RequestListener): Promise<string> {
  vi.stubEnv('WEBHOOKS_TO_THIS_MACHINE', 'yes');
  const server = createServer(answers);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await once(server.close(), 'close');
  });
  return listen(server);
}

describe('a webhook', () => {
  test('is sent once, on a connection of its own, with a body that verifies', async () => {
    const heard: { body: string; headers: Record<string, string> }[] = [];
    const url = await endpointThat(async (request, response) => {
      heard.push({ body: await text(request), headers: JSON.parse(JSON.stringify(request.headers)) });
      response.writeHead(204).end();
    });
    const subscription = subscriptionTo(url);
    expect(await postEvent(subscription, published(7))).toMatchObject({ status: 204, ms: expect.any(Number) });
    await postEvent(subscription, published(7), { replay: true });
    expect(connections).toEqual(['127.0.0.1', '127.0.0.1']);

    const [first, again] = heard;
    const { secret = '' } = subscription.secrets[0] ?? {};
    expect(new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).toEqual(published(7));
    expect(first?.headers).toMatchObject({
      connection: 'close',
      'content-type': 'application/cloudevents+json',
      'webhook-id': published(7).id,
    });
    expect(first?.headers).not.toHaveProperty('order-desk-replay');
    expect(again).toMatchObject({ body: first?.body, headers: { 'order-desk-replay': 'true' } });
  });

  test('has the trace of its event as header traceparent, the same each time, and none if the event has none', async () => {
    const heard: unknown[] = [];
    const url = await endpointThat((request, response) => {
      heard.push(request.headers['traceparent']);
      response.writeHead(204).end();
    });
    const events = [{ ...published(), traceparent }, { ...tested, traceparent }, published(), tested];
    for (const event of events) await postEvent(subscriptionTo(url), event);
    await postEvent(subscriptionTo(url), { ...published(), traceparent }, { replay: true });
    expect(heard).toEqual([traceparent, traceparent, undefined, undefined, traceparent]);
  });

  test('does not follow redirects', async () => {
    let requests = 0;
    const url = await endpointThat((_, response) => {
      requests += 1;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await postEvent(subscriptionTo(url), published())).toMatchObject({
      status: 307,
      error: 'redirect_not_followed',
    });
    expect(requests).toBe(1);
  });

  test('ends the connection at 101, and treats 1xx without a final status as no answer', async () => {
    const closed: Promise<unknown>[] = [];
    const url = await endpointThat(({ socket }) => {
      closed.push(once(socket, 'close'));
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    });
    expect(await postEvent(subscriptionTo(url), published())).toMatchObject({ status: 101 });
    await Promise.all(closed);
    const hesitant = await endpointThat(({ socket }) => void socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'));
    expect(await postEvent(subscriptionTo(hesitant), published(), { timeout: 100 })).toMatchObject({
      error: 'timeout',
    });
  });

  test('reads Retry-After, in seconds or as a date', async () => {
    const asked = ['120', new Date('2030-01-01T00:00:00Z').toUTCString(), 'soon', '9'.repeat(40)];
    const url = await endpointThat(async (_, response) => {
      await pause(50);
      response.writeHead(503, { 'retry-after': asked.shift() }).end();
    });
    const inSeconds = await postEvent(subscriptionTo(url), published());
    expect(inSeconds.ms).toBeGreaterThanOrEqual(49);
    expect(Date.parse(inSeconds.retryAfter ?? '') - Date.parse(inSeconds.at)).toBe(120_000 + inSeconds.ms);
    expect(await postEvent(subscriptionTo(url), published())).toMatchObject({ retryAfter: '2030-01-01T00:00:00.000Z' });
    expect(await postEvent(subscriptionTo(url), published())).toMatchObject({ status: 503, retryAfter: undefined });
    expect((await postEvent(subscriptionTo(url), published())).retryAfter).toMatch(/^20[4-9]\d/);
  });

  test('is given up if the endpoint is slow, does not answer, sends byte by byte, or cannot be reached', async () => {
    const slow = await endpointThat(async (_, response) => {
      await pause(400);
      response.end();
    });
    expect(await postEvent(subscriptionTo(slow), published(), { timeout: 100 })).toMatchObject({
      status: null,
      error: 'timeout',
    });
    const dripping = await endpointThat(async (_, response) => {
      response.writeHead(200).flushHeaders();
      while (!response.destroyed) {
        response.write('.');
        await pause(20);
      }
    });
    expect(await postEvent(subscriptionTo(dripping), published(), { timeout: 5000 })).toMatchObject({ status: 200 });
    const deaf = await endpointThat((request) => void request.destroy());
    expect(await postEvent(subscriptionTo(deaf), published())).toMatchObject({ status: null, error: 'ECONNRESET' });
    const nobody = await postEvent(subscriptionTo('http://127.0.0.1:9/'), published());
    expect(nobody).toMatchObject({ status: null, error: 'ECONNREFUSED' });
  });
});
