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
import * as z from 'zod';
import { Delivery, groupOf } from '#domain/laboratory/delivery.ts';
import { aws } from '#infra/local/parts/aws.ts';

export type QueueServer = AsyncDisposable & { endpoint: string; retryQueueUrl: string; deliveryQueueUrl: string };

const account = '000000000000';
const announcements = 'announcements';
const deliveries = 'deliveries';

/** A queue of infra/, with its dead letters. */
const queueWithDeadLetters = ([name, visibilitySeconds]: [string, number]) => {
  const deadLetters = `${name}-dead-letters`;
  const deadLetterTargetArn = `arn:aws:sqs:${aws.region}:${account}:${deadLetters}`;
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 1000 });
  return [{ name: deadLetters }, { name, attributes: { VisibilityTimeout: `${visibilitySeconds}`, RedrivePolicy } }];
};

/** How long a message is hidden from when its call begins: what failed comes again after seconds, not minutes. */
const hiddenSeconds: Record<string, number> = {
  [announcements]: 5,
  // An endpoint has 15 seconds to answer.
  [deliveries]: 20,
};
const queues = Object.entries(hiddenSeconds).flatMap(queueWithDeadLetters);

/** Starts an SQS server with the queues of announcements and deliveries: in memory, or in a directory. */
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

/** fauxqs listens on every interface and asks for no password: who comes from another machine is turned away. */
function turnAwayStrangers(message: unknown): void {
  const { socket } = z.object({ socket: z.instanceof(Socket) }).parse(message);
  if (!socket.remoteAddress?.endsWith('127.0.0.1')) socket.destroy();
}

type Poller = {
  client: SQSClient;
  queueUrl: string;
  handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** The message group, where there is one: messages without are a group, too. */
  groupOf?: (body: string) => string | undefined;
};

/** How many calls of a group run side by side. SQS lets other groups go before a slow one, and Lambda scales with them. */
const mostCalls = 50;

/** Hands each message to the handler as Lambda does, and deletes it when done. Disposing of it waits for the running calls. */
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

/** Polls the queue of deliveries. fauxqs forgets the group that a message of a standard queue was sent with. */
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
  // By id: one that waits longer than it is hidden is received again, and then known by its new receipt.
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
      console.error('Polling again after:', error);
      await delay(1000, undefined, { signal: abortSignal }).catch(() => {});
    }
  }
  await Promise.all(calls.keys());
}

async function handle(message: Message, { client, queueUrl: QueueUrl, handler }: Poller): Promise<void> {
  const { ReceiptHandle } = message;
  try {
    // From now on, however long it has waited for its turn; after too long it is in the queue again.
    const VisibilityTimeout = hiddenSeconds[QueueUrl.split('/').at(-1) ?? ''];
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    const { batchItemFailures } = await handler({ Records: [recordOf(message, QueueUrl)] });
    if (batchItemFailures.length > 0) return;
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  } catch (error) {
    if (error instanceof MessageNotInflight) return;
    console.error('Left in the queue after:', error);
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
