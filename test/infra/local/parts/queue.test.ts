import { mkdtempSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aws } from '#infra/local/parts/aws.ts';
import { followDeliveries, pollQueue, type QueueServer, sendEvents, startQueues } from '#infra/local/parts/queue.ts';

const handler = vi.fn<(event: SQSEvent) => Promise<SQSBatchResponse>>();
const received = () => handler.mock.calls.flatMap(([{ Records }]) => Records.map(({ body }) => body));

async function started(directory?: string, groupOf?: (body: string) => string | undefined) {
  handler.mockReset().mockResolvedValue({ batchItemFailures: [] });
  const server = await startQueues(directory);
  const client = new SQSClient({ ...aws, endpoint: server.endpoint });
  const poller = pollQueue({ client, queueUrl: server.retryQueueUrl, handler, ...(groupOf && { groupOf }) });
  const stop = async () => {
    await poller[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  };
  return { server, client, stop };
}

const send = (client: SQSClient, { retryQueueUrl: QueueUrl }: QueueServer, MessageBody: string) =>
  client.send(new SendMessageCommand({ QueueUrl, MessageBody }));

test('calls the handler with the event of Lambda, once if it succeeds', async () => {
  const { server, client, stop } = await started();
  onTestFinished(stop);
  const { MessageId } = await send(client, server, '{"version":3}');
  await vi.waitFor(() => expect(handler).toHaveBeenCalled());
  expect(handler.mock.lastCall).toEqual([
    {
      Records: [
        {
          messageId: MessageId,
          receiptHandle: expect.stringMatching(/./),
          body: '{"version":3}',
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: expect.stringMatching(/^\d{13}$/),
            ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
            SenderId: expect.stringMatching(/./),
          },
          messageAttributes: {},
          md5OfBody: expect.stringMatching(/^[\da-f]{32}$/),
          eventSource: 'aws:sqs',
          eventSourceARN: expect.stringMatching(/^arn:aws:sqs:/),
          awsRegion: aws.region,
        },
      ],
    },
  ]);
});

test('deletes the messages that are done, ten in one request', async () => {
  const { server, client, stop } = await started();
  onTestFinished(stop);
  const requests = vi.spyOn(client, 'send');
  for (let index = 0; index < 25; index++) await send(client, server, `message ${index}`);
  const { retryQueueUrl: QueueUrl } = server;
  const left = async () => {
    const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
    );
    return Object.values(Attributes ?? {});
  };
  await vi.waitFor(async () => expect(await left()).toEqual(['0', '0']));
  expect(received()).toHaveLength(25);
  const deleted = requests.mock.calls.flatMap(([{ input }]) => ('Entries' in input ? [input.Entries?.length] : []));
  expect([deleted.reduce((sum = 0, many = 0) => sum + many, 0), deleted.length < 25]).toEqual([25, true]);
});

test('retries a message that failed, and no other', { timeout: 20_000 }, async () => {
  const { server, client, stop } = await started();
  onTestFinished(stop);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  handler.mockImplementation(async ({ Records }) => {
    const failed = received().length <= 2 ? Records.filter(({ body }) => body === 'bad') : [];
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
  await send(client, server, 'bad');
  await send(client, server, 'good');
  await vi.waitFor(() => expect(received().toSorted()).toEqual(['bad', 'bad', 'good']), { timeout: 15_000 });
});

test('an event arrives with whatever characters it has', async () => {
  const { server, client, stop } = await started();
  onTestFinished(stop);
  const Detail = { shade: '😀 𠮷', quote: '\\ud83d "x"', lone: '\uD83D' };
  await sendEvents(client, server.retryQueueUrl)([{ Detail }]);
  await vi.waitFor(() => expect(received()).toHaveLength(1));
  expect(received().map((body) => JSON.parse(body))).toEqual([Detail]);
});

test('a slow group does not delay other groups, and a message that waits is handled once', {
  timeout: 30_000,
}, async () => {
  const { server, client, stop } = await started(undefined, (body) => body.split(' ')[0]);
  onTestFinished(stop);
  let [running, most] = [0, 0];
  handler.mockImplementation(async ({ Records: [record] }) => {
    if (record?.body.startsWith('slow')) {
      most = Math.max(most, ++running);
      await pause(2000);
      running -= 1;
    }
    return { batchItemFailures: [] };
  });
  for (let index = 0; index < 40; index++) await send(client, server, `slow ${index}`);
  await vi.waitFor(() => expect(running).toBe(10), { timeout: 5000 });
  await send(client, server, 'other');
  await vi.waitFor(() => expect(received()).toContain('other'));
  expect(running).toBe(10);
  await vi.waitFor(() => expect(received()).toHaveLength(41), { timeout: 20_000 });
  await vi.waitFor(() => expect(running).toBe(0), { timeout: 5000 });
  expect([most, new Set(received()).size]).toEqual([10, 41]);
});

test('many slow groups do not delay another', async () => {
  const { server, client, stop } = await started(undefined, (body) => body);
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  onTestFinished(stop);
  onTestFinished(() => tell());
  handler.mockImplementation(async ({ Records: [record] }) => {
    if (record?.body.startsWith('slow')) await told;
    return { batchItemFailures: [] };
  });
  for (let index = 0; index < 120; index++) await send(client, server, `slow ${index}`);
  await send(client, server, 'other');
  await vi.waitFor(() => expect(received()).toContain('other'));
  expect(new Set(received()).size).toBe(121);
});

test('a burst of events for one listener does not delay those for another, and each is a message', async () => {
  handler.mockReset();
  const server = await startQueues();
  const client = new SQSClient({ ...aws, endpoint: server.endpoint });
  const poller = followDeliveries({ client, queueUrl: server.deliveryQueueUrl, handler });
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  onTestFinished(async () => {
    tell();
    await poller[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });
  handler.mockImplementation(async ({ Records: [record] }) => {
    if (record?.body.includes('laboratory"')) await told;
    return { batchItemFailures: [] };
  });
  const eventsTo = (to: string, many: number) =>
    Array.from({ length: many }, () => ({ Detail: { data: { to, laboratoryId: 'apex-lab', tenantId: 'northside' } } }));
  const put = sendEvents(client, server.deliveryQueueUrl);
  await put(eventsTo('laboratory', 10));
  await put(eventsTo('laboratory', 10));
  await put(eventsTo('tenant', 1));
  await vi.waitFor(() => expect(received().join()).toContain('"to":"tenant"'));
  expect(received()).toHaveLength(11);
});

test('keeps messages over a restart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'queue-'));
  const server = await startQueues(directory);
  await send(new SQSClient({ ...aws, endpoint: server.endpoint }), server, 'kept');
  await server[Symbol.asyncDispose]();
  const { stop } = await started(directory);
  onTestFinished(stop);
  await vi.waitFor(() => expect(received()).toEqual(['kept']));
});

test('refuses connections from other machines', async () => {
  const { server, stop } = await started();
  onTestFinished(stop);
  const outside = Object.values(networkInterfaces())
    .flat()
    .filter((address) => address?.family === 'IPv4' && !address.internal);
  for (const address of outside)
    await expect(fetch(server.endpoint.replace('127.0.0.1', address?.address ?? ''))).rejects.toThrow();
});

test('is stopped within two seconds while a call goes on, whose message stays in the queue', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'queue-'));
  const { server, client, stop } = await started(directory);
  let end = () => {};
  handler.mockImplementation(() => new Promise((resolve) => (end = () => resolve({ batchItemFailures: [] }))));
  onTestFinished(() => end());
  await send(client, server, 'long');
  await vi.waitFor(() => expect(handler).toHaveBeenCalled());
  const asked = performance.now();
  await stop();
  expect(performance.now() - asked).toBeLessThan(2000);
  const again = await started(directory);
  onTestFinished(again.stop);
  await vi.waitFor(() => expect(received()).toEqual(['long']), { timeout: 15_000 });
}, 30_000);

test('can be stopped while it waits for a message', async () => {
  const { stop } = await started();
  const asked = performance.now();
  await stop();
  expect(performance.now() - asked).toBeLessThan(2000);
});
