import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  MessageNotInflight,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import * as z from 'zod/mini';
import { Delivery, groupOf } from '#domain/listening/delivery.ts';
import { aws } from '#infra/local/parts/aws.ts';

export type QueueServer = AsyncDisposable & { endpoint: string; retryQueueUrl: string; deliveryQueueUrl: string };

const account = '000000000000';
const announcements = 'announcements';
const deliveries = 'deliveries';

/** The settings of a queue and of its dead-letter queue. */
const queueWithDeadLetters = ([name, visibilitySeconds]: [string, number]) => {
  const deadLetters = `${name}-dead-letters`;
  const deadLetterTargetArn = `arn:aws:sqs:${aws.region}:${account}:${deadLetters}`;
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1000 });
  return [{ name: deadLetters }, { name, attributes: { VisibilityTimeout: `${visibilitySeconds}`, RedrivePolicy } }];
};

/** Visibility timeouts, in seconds. They are shorter than in the cloud, so that failed messages are retried soon. */
const hiddenSeconds: Record<string, number> = {
  [announcements]: 5,
  // Longer than the 15 seconds that an endpoint has to answer.
  [deliveries]: 20,
};
const queues = Object.entries(hiddenSeconds).flatMap(queueWithDeadLetters);

/** Starts an SQS server with the retry queue and the delivery queue, in memory or in a directory. */
export async function startQueues(directory?: string): Promise<QueueServer> {
  subscribe('net.server.socket', turnAwayStrangers);
  const server = await startFauxqs({
    port: 0,
    logger: false,
    defaultRegion: aws.region,
    init: { queues },
    ...(directory && { dataDir: directory }),
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  return {
    endpoint,
    retryQueueUrl: `${endpoint}/${account}/${announcements}`,
    deliveryQueueUrl: `${endpoint}/${account}/${deliveries}`,
    async [Symbol.asyncDispose]() {
      await server.stop();
      unsubscribe('net.server.socket', turnAwayStrangers);
    },
  };
}

/** Closes connections from other machines: fauxqs listens on every interface, without authentication. */
function turnAwayStrangers(message: unknown): void {
  const { socket } = z.object({ socket: z.instanceof(Socket) }).parse(message);
  if (!socket.remoteAddress?.endsWith('127.0.0.1')) socket.destroy();
}

type Poller = {
  client: SQSClient;
  queueUrl: string;
  handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** The message group of a body. Messages without one are a group, too. */
  groupOf?: (body: string) => string | undefined;
};

/** The most concurrent calls of a message group: a slow group delays no other, as with SQS fair queues and Lambda. */
const mostCalls = 50;

/** Calls the handler with each message and then deletes it, as Lambda does. Disposing waits for the running calls. */
export function pollQueue(poller: Poller): AsyncDisposable {
  const stopping = new AbortController();
  const polling = poll(poller, stopping.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await polling;
    },
  };
}

/** Polls the delivery queue. fauxqs drops a message's group in a standard queue, so the group is read from the body. */
export function followDeliveries(poller: Poller): AsyncDisposable {
  const group = (body: string) => {
    const { data } = Delivery.safeParse(JSON.parse(body));
    return data && groupOf(data);
  };
  return pollQueue({ ...poller, groupOf: group });
}

async function poll(poller: Poller, abortSignal: AbortSignal): Promise<void> {
  const receive = new ReceiveMessageCommand({
    QueueUrl: poller.queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
  });
  const calls = new Map<Promise<void>, string>();
  // By message id, so that a message that is received again while it waits replaces itself with its newer receipt handle.
  const waiting = new Map<string, { message: Message; group: string }>();
  const start = () => {
    for (const [id, { message, group }] of waiting) {
      const own = [...calls.values()].filter((other) => other === group).length;
      if (own >= mostCalls) continue;
      waiting.delete(id);
      const call = handle(message, poller).finally(() => {
        calls.delete(call);
        if (!abortSignal.aborted) start();
      });
      calls.set(call, group);
    }
  };
  while (!abortSignal.aborted) {
    try {
      const { Messages = [] } = await poller.client.send(receive, { abortSignal });
      for (const message of Messages) {
        const { MessageId: id = '', Body = '' } = message;
        waiting.set(id, { message, group: poller.groupOf?.(Body) ?? '' });
      }
      start();
    } catch (error) {
      if (abortSignal.aborted) break;
      console.error('Polling again in a second, after:', error);
      await delay(1000, undefined, { signal: abortSignal }).catch(() => {});
    }
  }
  await Promise.all(calls.keys());
}

async function handle(message: Message, { client, queueUrl: QueueUrl, handler }: Poller): Promise<void> {
  const { ReceiptHandle } = message;
  try {
    // The visibility timeout begins now: the message may have waited. Fails if it is back in the queue already.
    const VisibilityTimeout = hiddenSeconds[QueueUrl.split('/').at(-1) ?? ''];
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    const { batchItemFailures } = await handler({ Records: [recordOf(message, QueueUrl)] });
    if (batchItemFailures.length > 0) return;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  } catch (error) {
    if (error instanceof MessageNotInflight) return;
    console.error('A message stays in the queue for a retry, after:', error);
  }
}

function recordOf(
  { MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes }: Message,
  queueUrl: string,
): SQSRecord {
  const { SentTimestamp = '', ApproximateReceiveCount = '', ApproximateFirstReceiveTimestamp = '' } = Attributes ?? {};
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: { SentTimestamp, ApproximateReceiveCount, ApproximateFirstReceiveTimestamp, SenderId: account },
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${aws.region}:${account}:${queueUrl.split('/').at(-1)}`,
    awsRegion: aws.region,
  };
}
