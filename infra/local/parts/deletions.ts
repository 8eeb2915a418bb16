import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The most messages in one request to SQS. */
const batch = 10;

/** How long a message waits for others to be deleted with, in milliseconds. */
const patience = 50;

/** Messages to delete, by their receipt handles. Disposing deletes the rest. */
export type Deletions = AsyncDisposable & { add: (receiptHandle: string) => void };

/** Deletes messages up to ten in one request, as Lambda does. One that is not deleted is received again. */
export function deletions(client: SQSClient, QueueUrl: string): Deletions {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sent = new Set<Promise<void>>();
  const sendNow = () => {
    clearTimeout(timer);
    timer = undefined;
    const Entries = waiting.map((ReceiptHandle, index) => ({ Id: `${index}`, ReceiptHandle }));
    waiting = [];
    if (Entries.length === 0) return;
    const request = remove(client, { QueueUrl, Entries }).finally(() => sent.delete(request));
    sent.add(request);
  };
  return {
    add(receiptHandle) {
      waiting.push(receiptHandle);
      if (waiting.length === batch) sendNow();
      else timer ??= setTimeout(sendNow, patience);
    },
    async [Symbol.asyncDispose]() {
      sendNow();
      await Promise.all(sent);
    },
  };
}

async function remove(client: SQSClient, entries: DeleteMessageBatchCommand['input']): Promise<void> {
  try {
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand(entries));
    for (const { Code, Message } of Failed) console.error(`A message is received again, after: ${Code} ${Message}`);
  } catch (error) {
    console.error('Messages are received again, after:', error);
  }
}
