import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { historyEntry, lastChange } from '#domain/order/history.ts';
import { send, type Unannounced } from '#functions/bus/retry-queue.ts';
import { type Announcement, announceAll, announcementOf, announcementsOf } from '#functions/events/announcing.ts';
import { log } from '#functions/log.ts';
import { messageOf } from '#functions/store/messages.ts';
import { orderOf } from '#functions/store/orders.ts';
import { messagePrefix, table } from '#functions/store/table.ts';

/** A record of the table's stream and what it announces; undefined when the record cannot be read. */
type Read = { record: DynamoDBRecord; announcements: Announcement[] | undefined };

/**
 * Announces every change and message in the table's stream: in the history, the feeds of those who listen and on the bus.
 * What fails three times is sent to the retry queue and counts as done, so that one bad record does not block the stream.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const read = Records.map((record): Read => ({ record, announcements: announcementsIn(record) }));
  const failed = new Set(await announceAll(read.flatMap(({ announcements = [] }) => announcements)));
  for (const { record, announcements } of read) {
    const left = announcements ? announcements.filter((one) => failed.has(one)) : [undefined];
    try {
      for (const announcement of left) await send(unannounced(record, announcement));
    } catch (error) {
      log('error', { retryQueue: 'unreachable', fault: error instanceof Error ? error.name : typeof error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

/** An item image in the stream, as the SDK types it. */
const Image = z.custom<Record<string, AttributeValue>>((image) => typeof image === 'object' && image !== null);

function announcementsIn({ dynamodb }: DynamoDBRecord): Announcement[] | undefined {
  try {
    const item = unmarshall(Image.parse(dynamodb?.NewImage));
    if (dynamodb?.Keys?.[table.sortKey]?.S?.startsWith(messagePrefix)) return [announcementOf(messageOf(item))];
    const before = dynamodb?.OldImage ? orderOf(unmarshall(Image.parse(dynamodb.OldImage))) : null;
    const order = orderOf(item);
    return announcementsOf(order, lastChange(order), historyEntry(before, order));
  } catch (error) {
    log('error', { unreadable: dynamodb?.Keys?.['PK']?.S, fault: error instanceof Error ? error.name : typeof error });
    return undefined;
  }
}

/** What the retry queue keeps of an announcement, or of a record that cannot be read. */
function unannounced({ dynamodb }: DynamoDBRecord, announcement: Announcement | undefined): Unannounced {
  const event = announcement?.event;
  const version = Number(dynamodb?.NewImage?.['version']?.N);
  return {
    key: { PK: dynamodb?.Keys?.['PK']?.S ?? '', SK: dynamodb?.Keys?.['SK']?.S ?? '' },
    version: Number.isInteger(version) ? version : null,
    eventId: event?.id ?? null,
    // Set also when the record cannot be read, so that the alarm can name the laboratory.
    laboratoryId: announcement
      ? laboratoryToTell(event)
      : (Id.safeParse(dynamodb?.NewImage?.['laboratoryId']?.S).data ?? null),
  };
}

const laboratoryToTell = (event: Announcement['event'] | undefined) =>
  event?.data.to === 'laboratory' ? event.data.laboratoryId : null;
