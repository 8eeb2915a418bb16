/**
 * What actions on orders cost in write units beside a textbook, which writes in one transaction the order, an outbox record,
 * an audit record and an idempotency record, into a table with the same indexes. Its order is ours, as large as we store it.
 */
import { eventIdOf } from '#domain/listening/event-id.ts';
import { lastChange } from '#domain/order/history.ts';
import { Order } from '#domain/order/order.ts';
import { Message, messageIdOf } from '#domain/thread/message.ts';
import { changePrefix, type Key, keys, messagePrefix } from '#functions/store/table.ts';
import { type Counted, type Item, itemsOf, kilobytes } from '#test/support/database/units.ts';

/**
 * The write units of an action: of its order or message, of its history entry, of indexes, and of the
 * textbook without indexes.
 */
export type Compared = { action: string; own: number; history: number; indexes: number; textbook: number };

/** What an action has written: the items of its request and, once it is announced, its history entry and its event. */
type Written = { action: string; items: Item[]; own: number; indexes: number; history?: Item; event?: Item };

/** Compares the writes that it is told of. */
export class BesideTextbook {
  /** By the key of the item that says that an action is announced. */
  readonly #actions = new Map<string, Written>();
  /** Units that the textbook does not have: they number events in the feeds of those who listen. */
  feeds = 0;

  tell({ table, indexes }: Counted, input: Item): void {
    const items = [input['TransactItems'] ? itemsOf(input) : (input['Item'] ?? [])].flat() as Item[];
    for (const [index, item] of items.entries()) {
      const made = actionOf(item);
      if (made) this.#actions.set(nameOf(made.announced), { action: made.action, items, own: table, indexes });
      const announced = this.#actions.get(nameOf(item));
      if (announced && isHistory(item)) announced.history = item;
      // An event is numbered by two items: the one that says so, and its entry in a feed.
      const event = items[index + 1];
      if (announced && event?.['event']) announced.event = event;
    }
    if (items.some(({ event }) => event)) this.feeds += table - sum(items.filter(isHistory).map(kilobytes));
  }

  /** The actions in their sequence; null while one of them is not announced. */
  compared(): Compared[] | null {
    const actions = [...this.#actions.values()];
    if (actions.some(({ history, event }) => !(history || event))) return null;
    return actions.map(({ action, items, own, indexes, history, event }) => {
      const records = kilobytesOf(event) + kilobytesOf(history) + kilobytesOf(idempotencyRecord);
      const textbook = 2 * (sum(items.map(kilobytes)) + records);
      return { action, own, history: history ? kilobytes(history) : 0, indexes, textbook };
    });
  }
}

/**
 * The action that an item is from, if it is an order or a message, and the key of the item that says that it is announced.
 */
function actionOf(item: Item): { action: string; announced: Key } | undefined {
  if (item['SK'] === keys.order('', '').SK) {
    const order = Order.parse(item);
    const { action, version } = lastChange(order);
    return { action, announced: keys.change(order.tenantId, order.number, version) };
  }
  if (!`${item['SK']}`.startsWith(messagePrefix)) return undefined;
  const message = Message.parse(item);
  const { tenantId, number, side } = message;
  const eventId = eventIdOf(tenantId, number, messageIdOf(message));
  return {
    action: side === 'laboratory' ? 'addLabMessage' : 'addMessage',
    announced: keys.announced(tenantId, number, eventId),
  };
}

const nameOf = ({ PK, SK }: Item) => `${PK} ${SK}`;
const isHistory = ({ SK }: Item) => `${SK}`.startsWith(changePrefix);
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** As AWS Powertools stores it. The reply, which it would store too, is left out: it is as long as the order. */
const idempotencyRecord = {
  id: `orders-editOrder#${'0'.repeat(44)}`,
  expiration: 1_797_123_456,
  in_progress_expiration: 1_797_123_456_789,
  status: 'COMPLETED',
  validation: '0'.repeat(44),
};

/** What the textbook writes and we do not, such as an event of which nobody is told, is taken to fit a kilobyte. */
const kilobytesOf = (record: Item | undefined) => (record ? kilobytes(record) : 1);
