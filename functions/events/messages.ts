import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from '#functions/log.ts';

/** The outcome of a message: done, or back to the queue. */
export type Handled = { kind: 'done' } | { kind: 'retry' };

export const done: Handled = { kind: 'done' };
export const retry: Handled = { kind: 'retry' };

/**
 * A Lambda handler for a queue that handles its messages in parallel. A message that throws also returns to the queue.
 */
export function eachMessage(task: string, handle: (record: SQSRecord) => Promise<Handled>) {
  const outcome = async (record: SQSRecord) => {
    try {
      return await handle(record);
    } catch (error) {
      log('error', { [task]: record.messageId, fault: error instanceof Error ? error.name : typeof error });
      return retry;
    }
  };
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await Promise.all(Records.map(outcome));
    const returning = Records.filter((_, index) => outcomes[index]?.kind === 'retry');
    return { batchItemFailures: returning.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
