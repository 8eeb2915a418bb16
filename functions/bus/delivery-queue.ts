import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Instant } from '#domain/kernel/identifiers.ts';
import { type Delivery, groupOf } from '#domain/listening/delivery.ts';
import type { RunStep } from '#domain/listening/run.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts, TryAgain } from '#functions/try-again.ts';

const client = new SQSClient(clientTimeouts);
const QueueUrl = environment('DELIVERY_QUEUE_URL');

/** The waits between attempts, in milliseconds. */
export const waits = z.array(z.number().check(z.positive())).parse(JSON.parse(environment('DELIVERY_WAITS')));

/** SQS delays a message by at most 15 minutes, in seconds. */
const longestDelay = 900;
/** The most messages in one request to SQS. */
const batch = 10;

/**
 * Sends messages to the queue. Each arrives less than a second before its `notBefore`. One with a longer wait than SQS can
 * delay arrives earlier, to be sent again: delayed messages are not in flight, of which a queue may have 120,000.
 */
export async function send(messages: readonly (Delivery | RunStep)[]): Promise<void> {
  for (let start = 0; start < messages.length; start += batch) {
    const Entries = messages.slice(start, start + batch).map((message, index) => ({
      Id: String(index),
      MessageBody: JSON.stringify(message),
      // A message group on a standard queue: while one group is slow, SQS serves the others first.
      MessageGroupId: groupOf(message),
      DelaySeconds: Math.min(secondsUntil(message.notBefore), longestDelay),
    }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const refusal = `The queue did not take ${Failed.length} of ${Entries.length} messages.`;
    if (Failed.some(({ SenderFault }) => SenderFault)) throw new Error(refusal);
    if (Failed.length > 0) throw new TryAgain(refusal);
  }
}

const secondsUntil = (instant: Instant) => Math.max(0, Math.floor((Date.parse(instant) - Date.now()) / 1000));
