import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import * as z from 'zod';
import { aws } from '#infra/local/aws.ts';

export type QueueServer = AsyncDisposable & { endpoint: string; retryQueueUrl: string };

const account = '000000000000';
const name = 'announcements';
const deadLetters = `${name}-dead-letters`;

/** The queues of infra/order-data.ts; what failed comes again after seconds, not minutes. */
const queues = [
  { name: deadLetters },
  {
    name,
    attributes: {
      VisibilityTimeout: '5',
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:${aws.region}:${account}:${deadLetters}`,
        maxReceiveCount: 100,
      }),
    },
  },
];

/** Starts an SQS server with the announcements' retry queue: in memory, or in a directory. */
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
    retryQueueUrl: `${endpoint}/${account}/${name}`,
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
};

/** Hands messages to the handler as Lambda does, and deletes those that succeed. Disposing of it waits for the running call. */
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

async function poll({ client, queueUrl: QueueUrl, handler }: Poller, abortSignal: AbortSignal): Promise<void> {
  const receive = new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
  });
  while (!abortSignal.aborted) {
    try {
      const { Messages = [] } = await client.send(receive, { abortSignal });
      if (Messages.length === 0) continue;
      const { batchItemFailures } = await handler({ Records: Messages.map(recordOf) });
      const failed = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      const done = Messages.filter(({ MessageId = '' }) => !failed.includes(MessageId));
      const Entries = done.map(({ MessageId: Id, ReceiptHandle }) => ({ Id, ReceiptHandle }));
      if (Entries.length > 0) await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    } catch (error) {
      if (abortSignal.aborted) return;
      console.error('Left in the retry queue after:', error);
      await delay(1000, undefined, { signal: abortSignal }).catch(() => {});
    }
  }
}

function recordOf({ MessageId = '', ReceiptHandle = '', Body = '', MD5OfBody = '', Attributes }: Message): SQSRecord {
  const { SentTimestamp = '', ApproximateReceiveCount = '', ApproximateFirstReceiveTimestamp = '' } = Attributes ?? {};
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: { SentTimestamp, ApproximateReceiveCount, ApproximateFirstReceiveTimestamp, SenderId: account },
    messageAttributes: {},
    md5OfBody: MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: `arn:aws:sqs:${aws.region}:${account}:${name}`,
    awsRegion: aws.region,
  };
}
