/** Capacity units as AWS bills them: those that DynamoDB Local reports, corrected where AWS's documented rules differ. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { projectedAttributes } from '#functions/store/rows.ts';
import { indexes, table } from '#functions/store/table.ts';

export type Item = Record<string, unknown>;
type Units = { CapacityUnits: number };
type Consumed = { Table: Units; GlobalSecondaryIndexes?: Record<string, Units> };
type Action = { Put?: { Item: Item }; Update?: { Key: Item; ExpressionAttributeValues: Item }; Delete?: { Key: Item } };
type Request = { Keys: object[]; ConsistentRead?: boolean };

/** A command, the number of items it named, and the capacity units that it consumed in the table and in indexes. */
export type Counted = { command: string; items: number; table: number; indexes: number };

/** Calls `tell` with the consumed units of every command of a client, and with its input. */
export function countUnits(documents: DynamoDBDocumentClient, tell: (counted: Counted, input: Item) => void): void {
  documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const result = await next(args);
        const command = commandName.replace('Command', '');
        const input = Object(args.input);
        tell({ command, ...unitsOf(command, input, Object(result.output)) }, input);
        return result;
      },
    { step: 'initialize' },
  );
}

function unitsOf(command: string, input: Item, output: Item): Omit<Counted, 'command'> {
  const consumed = [output['ConsumedCapacity'] ?? []].flat() as Consumed[];
  const ofIndexes = consumed.flatMap(({ GlobalSecondaryIndexes: all = {} }) => Object.values(all));
  const counted = {
    items: 1,
    table: sum(consumed.map(({ Table }) => Table.CapacityUnits)),
    indexes: sum(ofIndexes.map(({ CapacityUnits }) => CapacityUnits)),
  };
  const ofRead = (consistent: unknown) => (consistent ? 1 : 0.5);
  // DynamoDB Local counts nothing for missing items of a batch and for queries without a result. AWS bills both.
  if (command === 'BatchGetItem') {
    const [{ Keys, ConsistentRead }] = Object.values(Object(input['RequestItems'])) as [Request];
    const read = [output['Responses'], output['UnprocessedKeys']].flatMap((all) => Object.values(Object(all)));
    const there = sum(read.map((one) => (Array.isArray(one) ? one : Object(one).Keys).length));
    return { ...counted, items: Keys.length, table: counted.table + (Keys.length - there) * ofRead(ConsistentRead) };
  }
  if (command === 'Query' && counted.table + counted.indexes === 0)
    return { ...counted, [input['IndexName'] ? 'indexes' : 'table']: ofRead(input['ConsistentRead']) };
  // DynamoDB Local counts a transaction as four times the sum of all sizes. AWS rounds each item up to a kilobyte.
  if (command === 'TransactWriteItems') {
    const items = itemsOf(input);
    return {
      items: items.length,
      table: sum(items.map((item) => 2 * kilobytes(item))),
      indexes: sum(items.flatMap(entriesOf).map(kilobytes)),
    };
  }
  return counted;
}

/** The items that a transaction writes. */
export const itemsOf = (input: Item): Item[] => (input['TransactItems'] as Action[]).map(itemOf);

/**
 * The item that an action of a transaction writes. The only update, that of a counter, sets all attributes of its item. What
 * is deleted is the mark of a thread, whose keys are most of it, and which one index has.
 */
const itemOf = ({ Put, Update, Delete }: Action): Item =>
  Put?.Item ??
  (Delete
    ? { ...Delete.Key, byAnswerPK: '', byAnswerSK: '' }
    : { ...Update?.Key, ...Update?.ExpressionAttributeValues });

/** The entries that an item has in indexes. A transaction costs one write for each of them, and two for the item. */
const entriesOf = (item: Item) =>
  indexes
    .filter((index) => `${index}PK` in item)
    .map((index) => [table.partitionKey, table.sortKey, `${index}PK`, `${index}SK`, ...projectedAttributes[index]])
    .map((carried) => Object.fromEntries(Object.entries(item).filter(([name]) => carried.includes(name))));

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const bytes = (text: string) => Buffer.byteLength(text);

/** The kilobytes that writing an item costs, each begun one as a whole. */
export const kilobytes = (item: object): number => Math.ceil(sizeOf(item) / 1024);

/** The size in bytes of an item, or of the members of a map: names and values. */
export const sizeOf = (item: object): number =>
  sum(Object.entries(item).map(([name, value]) => (value === undefined ? 0 : bytes(name) + sizeOfValue(value))));

/** AWS's rules: a number takes a byte for two digits and one more; a list or map takes 3 bytes and one for each member. */
function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return bytes(value);
  if (typeof value === 'number') return Math.ceil(`${value}`.replace(/\D|0+$/g, '').length / 2) + 1;
  if (Array.isArray(value)) return 3 + sum(value.map((member) => sizeOfValue(member) + 1));
  if (typeof value !== 'object' || value === null) return 1;
  return 3 + sizeOf(value) + Object.values(value).filter((member) => member !== undefined).length;
}
