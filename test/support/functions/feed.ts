import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Order } from '#domain/order/order.ts';
import type { Message } from '#domain/thread/message.ts';
import { dynamodb, itemOf } from '#test/support/functions/mock-table.ts';
import { accepted, complete, draft, publish, saved, sentTo } from '#test/support/orders.ts';

/** A draft, and the order after it was published. */
export function sending(number: string, laboratoryId = 'apex-lab'): { before: Order; order: Order } {
  const before = { ...draft({ ...complete, note: 'Call her mother' }), number };
  const order = sentTo(laboratoryId, saved(before, accepted(publish(before)), 'publishOrder'));
  return { before: { ...before, laboratoryId }, order };
}

/** The stream record of a change. Its sequence number is the order's number. */
export function streamRecord(before: Order | null, after: Order): DynamoDBRecord {
  const { PK, SK, ...rest } = itemOf.order(after);
  const image = (item: object) => marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
  return {
    eventID: after.number,
    eventName: before ? 'MODIFY' : 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { PK: { S: PK }, SK: { S: SK } },
      ...(before && { OldImage: image(itemOf.order(before)) }),
      NewImage: image({ PK, SK, ...rest }),
      SequenceNumber: after.number,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  };
}

/** The stream record of a new message. */
export function messageRecord(message: Message, sequenceNumber = '1'): DynamoDBRecord {
  const item = itemOf.message(message);
  const image = marshall(item, { removeUndefinedValues: true }) as Record<string, AttributeValue>;
  const Keys = { PK: { S: item.PK }, SK: { S: item.SK } };
  return { eventName: 'INSERT', dynamodb: { Keys, NewImage: image, SequenceNumber: sequenceNumber } };
}

type Write = { Update?: object; Put?: { Item: Record<string, unknown> } };

/** Mocks a table that keeps feed counters and entries. A transaction is cancelled if one of its puts exists already. */
export function keepingFeeds(): void {
  const items = new Map<string, Record<string, unknown>>();
  const at = ({ PK, SK }: Record<string, unknown>) => `${PK} ${SK}`;
  dynamodb.on(GetCommand).callsFake(({ Key }) => ({ Item: items.get(at(Key)) }));
  dynamodb.on(PutCommand).resolves({});
  dynamodb.on(TransactWriteCommand).callsFake(({ TransactItems }: { TransactItems: Write[] }) => {
    const [{ Update } = {}, ...puts] = TransactItems;
    const current = puts.map(({ Put }) => Put && items.get(at(Put.Item)));
    if (current.some(Boolean)) throw cancelled(undefined, ...current);
    for (const { Put } of puts) if (Put) items.set(at(Put.Item), Put.Item);
    const { Key, ExpressionAttributeValues } = Object(Update);
    items.set(at(Key), { ...Key, last: ExpressionAttributeValues[':next'] });
    return {};
  });
}

/** The error of a cancelled transaction. Each argument is the existing item that one action met, or undefined. */
export function cancelled(...current: (object | undefined)[]): TransactionCanceledException {
  const CancellationReasons = current.map((item) =>
    item ? { Code: 'ConditionalCheckFailed', Item: marshall(item, { removeUndefinedValues: true }) } : { Code: 'None' },
  );
  return new TransactionCanceledException({ $metadata: {}, message: 'cancelled', CancellationReasons });
}

/** The writes of each transaction: the counter, then history and feed entries. */
export function transactions() {
  return dynamodb.commandCalls(TransactWriteCommand).map(({ args: [{ input }] }) => {
    const [counter, ...puts] = input.TransactItems ?? [];
    return { counter: counter?.Update, puts: puts.map(({ Put }) => Put), token: input.ClientRequestToken };
  });
}
