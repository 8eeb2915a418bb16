import { ChangeMessageVisibilityCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { type Delivery, groupOf } from '#domain/listening/delivery.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts, TryAgain } from '#functions/try-again.ts';

const client = new SQSClient(clientTimeouts);
const QueueUrl = environment('DELIVERY_QUEUE_URL');

/** The waits between attempts, in milliseconds. */
export const waits = z.array(z.number().check(z.positive())).parse(JSON.parse(environment('DELIVERY_WAITS')));

/**
 * In seconds. SQS delays a message by at most 15 minutes, and hides one for at most 12 hours after it was received; one
 * hour is kept in reserve.
 */
const longest = { delay: 900, hidden: 11 * 3600 };
/** The most messages in one request to SQS. */
const batch = 10;

/**
 * Sends deliveries to the queue. Each arrives less than a second before its `notBefore`; one with a long wait arrives
 * earlier.
 */
export async function send(deliveries: readonly Delivery[]): Promise<void> {
  for (let start = 0; start < deliveries.length; start += batch) {
    const Entries = deliveries.slice(start, start + batch).map((delivery, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(delivery),
      // A message group on a standard queue: while one group is slow, SQS serves the others first.
      MessageGroupId: groupOf(delivery),
      DelaySeconds: Math.min(secondsUntil(delivery.notBefore), longest.delay),
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const refusal = `The queue did not take ${Failed.length} of ${Entries.length} deliveries.`;
    if (Failed.some(({ SenderFault }) => SenderFault)) throw new Error(refusal);
    if (Failed.length > 0) throw new TryAgain(refusal);
  }
}

/**
 * Hides a message that arrived too early. It returns less than a second before `until`, or after 11 hours if that is
 * sooner.
 */
export async function hide(receiptHandle: string, until: Instant): Promise<void> {
  const VisibilityTimeout = Math.min(secondsUntil(until), longest.hidden);
  await client.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout }));
}

const secondsUntil = (instant: Instant) => Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
