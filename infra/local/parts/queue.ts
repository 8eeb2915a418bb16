import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  type Message,
  MessageNotInflight,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { startFauxqs } from 'fauxqs';
import * as z from 'zod/mini';
import { groupOf } from '#domain/listening/delivery.ts';
import { listenerTold } from '#domain/listening/listener.ts';
import { OrderEvent } from '#domain/listening/order-event.ts';
import { RunStep } from '#domain/listening/run.ts';
import { aws } from '#infra/local/parts/aws.ts';
import type { BusEvent } from '#infra/local/parts/bus.ts';
import { type Deletions, deletions } from '#infra/local/parts/deletions.ts';

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
  // As long as the function may run in the cloud.
  [deliveries]: 30,
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

/** Puts events that the bus has taken into a queue, as the rule of the bus does: the detail alone, in one request. */
export function sendEvents(client: SQSClient, QueueUrl: string) {
  return async (events: readonly Pick<BusEvent, 'Detail'>[]): Promise<void> => {
    const Entries = events.map(({ Detail }, index) => ({
      Id: `${index}`,
      MessageBody: escaped(JSON.stringify(Detail)),
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`The queue did not take ${Failed.length} of ${Entries.length} events.`);
  };
}

/** JSON with escapes for the characters beyond U+FFFF: SQS takes them, fauxqs refuses them. */
const escaped = (json: string) => json.replace(/[\uD800-\uDFFF]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);

type Poller = {
  client: SQSClient;
  queueUrl: string;
  handler: (event: SQSEvent) => Promise<SQSBatchResponse>;
  /** The message group of a body. Messages without one are a group, too. */
  groupOf?: (body: string) => string | undefined;
};

/** The most concurrent calls of a message group: a slow group delays no other, as with SQS fair queues and Lambda. */
const mostCalls = 10;

/** How long the running calls are waited for at the end, in milliseconds: a webhook may go on for half a minute. */
const patience = 1000;

/**
 * Calls the handler with each message and then deletes it, as Lambda does. Disposing waits for the running calls for a
 * second; the messages of others stay in the queue, as at the timeout of a Lambda.
 */
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

/** What tells whose a message is: of a delivery or a run the endpoint, of an event the listener. */
const ToEndpoint = z.pick(RunStep, { listener: true, subscriptionId: true });
const Told = z.object({ data: z.pick(OrderEvent.shape.data, { to: true, laboratoryId: true, tenantId: true }) });

/**
 * Polls the delivery queue. What goes to an endpoint is a group, and so are the events of a listener. fauxqs drops a
 * message's group in a standard queue, so the group is read from the body.
 */
export function followDeliveries(poller: Poller): AsyncDisposable {
  const group = (body: string) => {
    const message = JSON.parse(body);
    const { data } = ToEndpoint.safeParse(message);
    if (data) return groupOf(data);
    const told = Told.safeParse(message).data?.data;
    return told && listenerTold(told);
  };
  return pollQueue({ ...poller, groupOf: group });
}

/** A message, and when it was received, in milliseconds of the process. */
type Received = { message: Message; at: number };

/** The running calls of a message group, and the messages that wait for one of them to end, by message id. */
type Group = { running: Set<Promise<void>>; waiting: Map<string, Received> };

async function poll(poller: Poller, abortSignal: AbortSignal): Promise<void> {
  const receive = new ReceiveMessageCommand({
    QueueUrl: poller.queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
  });
  await using done = deletions(poller.client, poller.queueUrl);
  const groups = new Map<string, Group>();
  const groupNamed = (name: string): Group => {
    const group = groups.get(name) ?? { running: new Set(), waiting: new Map() };
    groups.set(name, group);
    return group;
  };
  const start = (group: Group) => {
    const { running, waiting } = group;
    for (const [id, received] of waiting) {
      if (running.size >= mostCalls) break;
      waiting.delete(id);
      const call = handle(received, poller, done).finally(() => {
        running.delete(call);
        if (!abortSignal.aborted) start(group);
      });
      running.add(call);
    }
  };
  while (!abortSignal.aborted) {
    try {
      const { Messages = [] } = await poller.client.send(receive, { abortSignal });
      const at = performance.now();
      for (const message of Messages) {
        const { MessageId: id = '', Body = '' } = message;
        const group = groupNamed(poller.groupOf?.(Body) ?? '');
        // A message that is received again while it waits replaces itself with its newer receipt handle.
        group.waiting.set(id, { message, at });
        start(group);
      }
    } catch (error) {
      if (abortSignal.aborted) break;
      console.error('Polling again in a second, after:', error);
      await delay(1000, undefined, { signal: abortSignal }).catch(() => {});
    }
  }
  const running = [...groups.values()].flatMap((group) => [...group.running]);
  await Promise.race([Promise.all(running), delay(patience)]);
}

async function handle({ message, at }: Received, poller: Poller, done: Deletions): Promise<void> {
  const { client, queueUrl: QueueUrl, handler } = poller;
  const { ReceiptHandle = '' } = message;
  try {
    if (performance.now() - at > 1000) {
      // It has waited: its visibility timeout begins anew. Fails if it is back in the queue already.
      const VisibilityTimeout = hiddenSeconds[QueueUrl.split('/').at(-1) ?? ''];
      await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }));
    }
    const { batchItemFailures } = await handler({ Records: [recordOf(message, QueueUrl)] });
    if (batchItemFailures.length === 0) done.add(ReceiptHandle);
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
