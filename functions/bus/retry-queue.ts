import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { EventId } from '#domain/listening/event-id.ts';
import { environment } from '#functions/environment.ts';
import { clientTimeouts } from '#functions/try-again.ts';

/**
 * What could not be announced: the key of its item, the version of the order, and the event, if it is one, with the
 * laboratory that waits for it. An event without laboratory is for the tenant, which the key names. It has no contents of
 * the order.
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

/** Sends what was not announced to the retry queue, from which announce-again reads. */
export async function send(unannounced: Unannounced): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(unannounced) }));
}
