import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts } from '#functions/try-again.ts';

/**
 * A change that could not be announced: the key of its order and, for a publication, the laboratory that waits for it.
 * It has no contents of the order.
 */
export const Unannounced = z.strictObject({
  key: z.strictObject({ PK: z.string(), SK: z.string() }),
  version: z.nullable(z.int()),
  eventId: z.nullable(EventId),
  laboratoryId: z.nullable(Id),
});
export type Unannounced = z.infer<typeof Unannounced>;

const client = new SQSClient(clientTimeouts);
const QueueUrl = environment('RETRY_QUEUE_URL');

/** Sends a change to the retry queue, from which announce-again reads. */
export async function send(unannounced: Unannounced): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(unannounced) }));
}
