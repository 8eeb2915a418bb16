import { type Signal, signal } from '@preact/signals';
import { type Answer, api, ask, askIfChanged, type Order } from '#desk/api/client.ts';
import { type Loaded, loaded } from '#desk/api/loaded.ts';
import { whileVisible } from '#desk/parts/while-visible.ts';

/** An order that is open on the screen. */
export type OpenOrder = Loaded<Order> & {
  /** Saves what is typed and not saved yet, and says whether it is; null when there is nothing to save. */
  save: Signal<(() => Promise<boolean>) | null>;
  /** Shows the order that came with an answer. */
  show: (order: Order) => void;
  /** Asks whether somebody else has changed it. */
  refresh: () => Promise<void>;
  /** Asks from now on, until the returned function is called. */
  follow: () => () => void;
};

const at = (number: string) => ({ path: { number } });

/** Opens an order, and reads it. */
export function openOrder(number: string): OpenOrder {
  const order = loaded(() => ask(api.GET('/v1/orders/{number}', { params: at(number) })));
  const show = (next: Order) => {
    // An answer may come after one that is newer.
    if (next.version >= (order.value.peek()?.version ?? 0)) order.value.value = next;
  };
  const refresh = async () => {
    const shown = order.value.peek();
    if (!shown) return order.reload();
    const header = { 'If-None-Match': `"${shown.version}"` };
    const answer = await askIfChanged(api.GET('/v1/orders/{number}', { params: { ...at(number), header } }));
    if (answer.kind === 'answered') show(answer.value);
    order.failure.value = answer.kind === 'answered' || answer.kind === 'unchanged' ? undefined : answer;
  };
  return { ...order, save: signal(null), show, refresh, follow: () => whileVisible(refresh) };
}

type Headers = { 'If-Match': string; 'Idempotency-Key': string };

/** Sends a change of an order, with these parameters. */
export type SentChange = (params: { path: { number: string }; header: Headers }) => Promise<Answer<Order>>;

/** The waits between the attempts of a request that got no answer, in milliseconds. */
const waits = [500, 2000];

/** Sends a request, and again while there is no answer. It must be one that happens once however often it is sent. */
export async function repeated<Value>(send: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
  let answer = await send();
  for (const wait of waits) {
    if (answer.kind !== 'unanswered' || answer.why === 'signedOut') break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    answer = await send();
  }
  return answer;
}

/**
 * Sends a change of an order, for the version that is shown. A change without an answer is repeated with the same retry key,
 * so it happens once. The order that comes back is shown.
 */
export async function change(order: OpenOrder, key: string, send: SentChange): Promise<Answer<Order>> {
  const shown = order.value.peek();
  if (!shown) throw new Error('An order is changed only when it is shown.');
  const header = { 'If-Match': `"${shown.version}"`, 'Idempotency-Key': key };
  const params = { ...at(shown.number), header };
  const answer = await repeated(() => send(params));
  if (answer.kind === 'answered') order.show(answer.value);
  return answer;
}
