import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { log } from '#functions/log.ts';

/** The Lambda of a queue: handles its messages side by side. One that is not done, or breaks, comes back by the queue. */
export function eachMessage(task: string, handle: (record: SQSRecord) => Promise<'done' | 'again'>) {
  const outcome = async (record: SQSRecord) => {
    try {
      return await handle(record);
    } catch (error) {
      log('error', { [task]: record.messageId, fault: error instanceof Error ? error.name : typeof error });
      return 'again';
    }
  };
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const outcomes = await Promise.all(Records.map(outcome));
    const again = Records.filter((_, index) => outcomes[index] === 'again');
    return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
