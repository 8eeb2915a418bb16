import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Order } from '#domain/order/order.ts';
import type { Message } from '#domain/thread/message.ts';
import { keys } from '#functions/store/table.ts';
import { accepted, at, complete, draft, publish, saved, sentTo } from '#test/support/orders.ts';

const image = (item: object) => marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;

let count = 0;

/** A published order, and its stream record. */
export function sending(tenantId: string, laboratoryId: string): { order: Order; record: DynamoDBRecord } {
  const number = (++count).toString(16).toUpperCase().padStart(10, '0');
  const before: Order = { ...draft(complete), tenantId, number };
  const order = sentTo(laboratoryId, saved(before, accepted(publish(before)), 'publishOrder'));
  const key = keys.order(tenantId, number);
  const NewImage = image({ ...order, ...key });
  const dynamodb = { Keys: image(key), OldImage: image({ ...before, ...key }), NewImage, SequenceNumber: number };
  return { order, record: { eventName: 'MODIFY', dynamodb } };
}

/** The stream record of a message about a published order, the `sequence`th of its thread. */
export function writing(
  { tenantId, number, version, publication }: Order,
  side: Message['side'],
  sequence: number,
): DynamoDBRecord {
  const by = { sub: 'somebody', role: side === 'laboratory' ? side : 'manager' } as const;
  const { laboratoryId = '', revision = 0 } = publication ?? {};
  const about = { tenantId, number, laboratoryId, version, revision };
  const said: Message = { ...about, sequence, side, by, at, text: 'A3, please.', requestId: `r-${sequence}` };
  const key = keys.message(tenantId, number, sequence);
  const dynamodb = { Keys: image(key), NewImage: image({ ...said, ...key }), SequenceNumber: `${number}-${sequence}` };
  return { eventName: 'INSERT', dynamodb };
}
