import { describe, expect, it } from 'vitest';
import { historyEntry } from '#domain/order/history.ts';
import { keys } from '#functions/store/table.ts';
import { BesideTextbook } from '#test/support/database/textbook.ts';
import { sizeOf } from '#test/support/database/units.ts';
import { accepted, complete, draft, publish, saved } from '#test/support/orders.ts';
import { storedOrder } from '#test/support/stored-order.ts';

const first = draft(complete);
const order = saved(first, accepted(publish(first)), 'publishOrder');
const { tenantId, number, version } = order;

const counted = (command: string, table: number, indexes = 0) => ({ command, items: 1, table, indexes });
const put = (Item: object) => ({ Item });
const transaction = (...items: object[]) => ({ TransactItems: items.map((Item) => ({ Put: { Item } })) });

/** The item with a note that makes it this large in bytes. */
const sized = (item: object, bytes: number) => ({ ...item, note: 'x'.repeat(bytes - sizeOf({ ...item, note: '' })) });

const written = (bytes: number) => put(sized(storedOrder(order), bytes));
const entry = { ...historyEntry(first, order), ...keys.change(tenantId, number, version) };
const counter = { ...keys.sequence('L#apex-lab'), last: 1 };
const event = { ...keys.feed('L#apex-lab', 1), event: { id: 'northside_E33E1B813D_2' } };

describe('An action beside the textbook', () => {
  it('is compared with two units for each begun kilobyte of the order, and two for each of three records', () => {
    for (const [bytes, textbook] of [
      [4096, 2 * (4 + 3)],
      [4097, 2 * (5 + 3)],
    ] as const) {
      const beside = new BesideTextbook();
      beside.tell(counted('PutItem', textbook / 2 - 3, 10), written(bytes));
      beside.tell(counted('PutItem', 1), put(entry));
      const own = textbook / 2 - 3;
      expect(beside.compared()).toEqual([{ action: 'publishOrder', own, history: 1, indexes: 10, textbook }]);
    }
  });

  it('has its history entry to pay, once, also where the entry is written with the number of an event', () => {
    const beside = new BesideTextbook();
    beside.tell(counted('PutItem', 4), written(4096));
    beside.tell(counted('TransactWriteItems', 10), transaction(counter, sized(entry, 2048), sized(event, 1025)));
    expect(beside.compared()).toMatchObject([{ own: 4, history: 2, textbook: 2 * (4 + 2 + 2 + 1) }]);
    expect(beside.feeds).toBe(8);
  });

  it('is compared when it has been announced, not before', () => {
    const beside = new BesideTextbook();
    beside.tell(counted('PutItem', 4), written(4096));
    expect(beside.compared()).toBeNull();
    beside.tell(counted('PutItem', 1), put({ ...entry, ...keys.change(tenantId, number, version - 1) }));
    expect(beside.compared()).toBeNull();
  });

  it('that is a message has all that its transaction writes in the place of the order', () => {
    const beside = new BesideTextbook();
    const by = { sub: 'apex', role: 'laboratory' };
    const text = {
      laboratoryId: 'apex-lab',
      side: 'laboratory',
      by,
      at: order.updatedAt,
      text: 'Which shade?',
      version,
      revision: 1,
      requestId: 'r',
    };
    const message = { tenantId, number, sequence: 1, ...text, ...keys.message(tenantId, number, 1) };
    const mark = keys.answer(tenantId, number);
    beside.tell(counted('TransactWriteItems', 4, 1), transaction(message, mark));
    const told = { ...keys.announced(tenantId, number, `${tenantId}_${number}_m1`), feedSequence: 1 };
    beside.tell(counted('TransactWriteItems', 6), transaction(counter, told, event));
    const textbook = 2 * (2 + 3);
    expect(beside.compared()).toEqual([{ action: 'addLabMessage', own: 4, history: 0, indexes: 1, textbook }]);
    expect(beside.feeds).toBe(6);
  });

  it('is not what a laboratory reads, or what else is written', () => {
    const beside = new BesideTextbook();
    beside.tell(counted('PutItem', 1), put(keys.read(tenantId, number, order.updatedAt, 'r')));
    beside.tell(counted('UpdateItem', 1), { Key: keys.sequence('L#apex-lab') });
    expect(beside.compared()).toEqual([]);
  });
});
