import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { Id } from '#domain/kernel/identifiers.ts';
import { eventId, publishedOrder } from '#domain/listening/events.ts';
import { historyEntry } from '#domain/order/history.ts';
import { send, type Unannounced } from '#functions/bus/retry-queue.ts';
import { type Announcement, announceAll } from '#functions/events/announcing.ts';
import { log } from '#functions/log.ts';
import { orderOf } from '#functions/store/orders.ts';

/** A record of the table's stream and its announcement; undefined when the record cannot be read. */
type Read = { record: DynamoDBRecord; announcement: Announcement | undefined };

/**
 * Announces every change in the table's stream: in the history, the laboratory's feed and on the bus. A change that
 * fails three times is sent to the retry queue and counts as done, so that one bad record does not block the stream.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const read = Records.map((record): Read => ({ record, announcement: announcementIn(record) }));
  const failed = new Set(await announceAll(read.flatMap(({ announcement }) => announcement ?? [])));
  for (const { record, announcement } of read) {
    if (announcement && !failed.has(announcement)) continue;
    try {
      await send(unannounced(record, announcement));
    } catch (error) {
      log('error', { retryQueue: 'unreachable', fault: error instanceof Error ? error.name : typeof error });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
};

/** An item image in the stream, as the SDK types it. */
const Image = z.custom<Record<string, AttributeValue>>((image) => typeof image === 'object' && image !== null);

function announcementIn({ dynamodb }: DynamoDBRecord): Announcement | undefined {
  try {
    const before = dynamodb?.OldImage ? orderOf(unmarshall(Image.parse(dynamodb.OldImage))) : null;
    const order = orderOf(unmarshall(Image.parse(dynamodb?.NewImage)));
    return { order, entry: historyEntry(before, order), published: publishedOrder(order, order.version) };
  } catch (error) {
    log('error', { unreadable: dynamodb?.Keys?.['PK']?.S, fault: error instanceof Error ? error.name : typeof error });
    return undefined;
  }
}

function unannounced({ dynamodb }: DynamoDBRecord, announcement: Announcement | undefined): Unannounced {
  const published = announcement?.published;
  const version = Number(dynamodb?.NewImage?.['version']?.N);
  return {
    key: { PK: dynamodb?.Keys?.['PK']?.S ?? '', SK: dynamodb?.Keys?.['SK']?.S ?? '' },
    version: Number.isInteger(version) ? version : null,
    eventId: published ? eventId(published) : null,
    // Set also when the record cannot be read, so that the alarm can name the laboratory.
    laboratoryId:
      published || !announcement ? (Id.safeParse(dynamodb?.NewImage?.['laboratoryId']?.S).data ?? null) : null,
  };
}
