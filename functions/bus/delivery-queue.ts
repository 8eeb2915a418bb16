import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { type Delivery, groupOf } from '#domain/laboratory/delivery.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts, TryAgain } from '#functions/try-again.ts';

const client = new SQSClient(clientTimeouts);
const QueueUrl = environment('DELIVERY_QUEUE_URL');

/** Milliseconds between one attempt and the next. */
export const waits = z.array(z.number().positive()).parse(JSON.parse(environment('DELIVERY_WAITS')));

/** SQS delays a message by 15 minutes at most, and hides one by 12 hours since it was received: in seconds, one to spare. */
const longest = { delay: 900, hidden: 11 * 3600 };
/** The most messages of one request. */
const batch = 10;

/** Puts deliveries into the queue, each to come within a second before its `notBefore` or, for a long wait, earlier. */
export async function send(deliveries: readonly Delivery[]): Promise<void> {
  for (let start = 0; start < deliveries.length; start += batch) {
    const Entries = deliveries.slice(start, start + batch).map((delivery, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(delivery),
      // On a standard queue: SQS lets other groups go before one that is slow.
      MessageGroupId: groupOf(delivery),
      DelaySeconds: Math.min(secondsUntil(delivery.notBefore), longest.delay),
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const refusal = `The queue did not take ${Failed.length} of ${Entries.length} deliveries.`;
    if (Failed.some(({ SenderFault }) => SenderFault)) throw new Error(refusal);
    if (Failed.length > 0) throw new TryAgain(refusal);
  }
}

/** Hides a message that came too early. It comes again within a second before that instant or, for a long wait, after 11 hours. */
export async function hide(receiptHandle: string, until: Instant): Promise<void> {
  const VisibilityTimeout = Math.min(secondsUntil(until), longest.hidden);
  await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }));
}

const secondsUntil = (instant: Instant) => Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
