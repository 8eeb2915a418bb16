import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { PutCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { OrderNumber } from '#domain/kernel/identifiers.ts';
import { parsed } from '#domain/kernel/parsing.ts';
import { Message } from '#domain/thread/message.ts';
import { dynamodb, findAll, type Item, TableName, withoutKey } from '#functions/store/client.ts';
import { indexKey, indexRanges, type Key, keys, placeOf } from '#functions/store/table.ts';

/** The message in an item, without the table's own attributes. */
export const messageOf = (item: Item): Message => parsed(Message, withoutKey(item));

/** Reads a message by its key. */
export async function findByKey(key: Key): Promise<Message | undefined> {
  const [item] = await findAll([key]);
  return item && messageOf(item);
}

type Of = { tenantId: string; number: OrderNumber };

/** A part of the messages about an order: after a sequence, at most `limit`. */
type Part = { after: number; limit: number };

/** Beyond the sort key of every message. That of the mark comes before all of them. */
const beyond = (sortKey: string) => sortKey.replace(/\d+$/, '~');

/** Reads a part, oldest first; or the newest of it first. `more` if DynamoDB stopped early. */
async function query({ tenantId, number }: Of, { after, limit }: Part, oldestFirst = true) {
  const { PK, SK } = keys.message(tenantId, number, after + 1);
  const { Items = [], LastEvaluatedKey } = await dynamodb.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'PK = :partition AND SK BETWEEN :first AND :last',
      ExpressionAttributeValues: { ':partition': PK, ':first': SK, ':last': beyond(SK) },
      ConsistentRead: true,
      ScanIndexForward: oldestFirst,
      Limit: limit,
    }),
  );
  return { found: Items.map(messageOf), more: LastEvaluatedKey !== undefined };
}

/** The last messages about an order, the newest first. */
export async function newest(order: Of, limit: number): Promise<Message[]> {
  return (await query(order, { after: 0, limit }, false)).found;
}

/** Lists a part of those messages that are visible, oldest first. `next` is where to go on; null at the end. */
export async function list(order: Of, visible: (message: Message) => boolean, { after, limit }: Part) {
  const messages: Message[] = [];
  for (let read = after; ; ) {
    const { found, more } = await query(order, { after: read, limit: limit + 1 });
    messages.push(...found.filter(visible));
    const page = messages.slice(0, limit);
    if (messages.length > limit) return { messages: page, next: page.at(-1)?.sequence ?? null };
    if (!more) return { messages, next: null };
    read = found.at(-1)?.sequence ?? read;
  }
}

/**
 * Adds a message after the last one, on condition that no other was faster; false if one was. In one transaction with
 * it, the mark of a laboratory's last word is put, moved or taken away. What has no mark needs none taken away, and no
 * transaction, which costs twice as much: the message before decided that, and none can come between.
 */
export async function insert(message: Message, last: Message | undefined): Promise<boolean> {
  const { tenantId, number, sequence, side, at } = message;
  const Put = {
    TableName,
    Item: { ...message, ...keys.message(tenantId, number, sequence) },
    ConditionExpression: 'attribute_not_exists(PK)',
  };
  const Key = keys.answer(tenantId, number);
  const place = indexKey('byAnswer', indexRanges.byAnswer(tenantId), placeOf({ at, number }));
  const marking =
    side === 'laboratory'
      ? [{ Put: { TableName, Item: { ...Key, number, ...place } } }]
      : last?.side === 'laboratory'
        ? [{ Delete: { TableName, Key } }]
        : [];
  try {
    if (marking.length === 0) await dynamodb.send(new PutCommand(Put));
    else await dynamodb.send(new TransactWriteCommand({ TransactItems: [{ Put }, ...marking] }));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException || error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
