import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Order } from '#domain/order/order.ts';
import { keys } from '#functions/store/table.ts';
import { accepted, complete, draft, publish, saved, sentTo } from '#test/support/orders.ts';

let count = 0;

/** A published order, and its stream record. */
export function sending(tenantId: string, laboratoryId: string): { order: Order; record: DynamoDBRecord } {
  const number = (++count).toString(16).toUpperCase().padStart(10, '0');
  const before: Order = { ...draft(complete), tenantId, number };
  const order = sentTo(laboratoryId, saved(before, accepted(publish(before)), 'publishOrder'));
  const key = keys.order(tenantId, number);
  const image = (item: object) => marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
  const NewImage = image({ ...order, ...key });
  const dynamodb = { Keys: image(key), OldImage: image({ ...before, ...key }), NewImage, SequenceNumber: number };
  return { order, record: { eventName: 'MODIFY', dynamodb } };
}
