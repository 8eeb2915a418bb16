import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from '#functions/log.ts';

/** What has become of a message: it is done with, or it comes back by the queue. */
export type Handled = { kind: 'done' } | { kind: 'retry' };

export const done: Handled = { kind: 'done' };
export const retry: Handled = { kind: 'retry' };

/** The Lambda of a queue: handles its messages side by side. One that breaks comes back by the queue, too. */
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
