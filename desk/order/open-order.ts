import { type Signal, signal } from '@preact/signals';
import { type Answer, api, ask, askIfChanged, type Order, type Reply } from '#desk/api/client.ts';
import { type Loaded, loaded } from '#desk/api/loaded.ts';
import { whileVisible } from '#desk/parts/while-visible.ts';

/** What is open on the screen and has versions, as somebody reads it. `Path` names it in requests. */
export type Open<Value, Path> = Loaded<Value> & {
  path: Path;
  /** Shows what came with an answer. */
  show: (value: Value) => void;
  /** Asks whether somebody else has changed it. */
  refresh: () => Promise<void>;
  /** Asks from now on, until the returned function is called. */
  follow: () => () => void;
};

type Versioned = { version: number };

/** Opens what stands at a path, and reads it: `get` with the header of a conditional request, or without. */
export function opened<Value extends Versioned, Path>(
  path: Path,
  get: (header: { 'If-None-Match'?: string }) => Promise<Reply<Value | undefined>>,
): Open<Value, Path> {
  const known = loaded(() => ask(get({})));
  const { value, failure } = known;
  const show = (next: Value) => {
    // Whatever it says, there was an answer.
    failure.value = undefined;
    // It may come after one that is newer.
    if (next.version >= (value.peek()?.version ?? 0)) value.value = next;
  };
  const refresh = async () => {
    const shown = value.peek();
    if (!shown) return known.reload();
    const answer = await askIfChanged(get({ 'If-None-Match': `"${shown.version}"` }));
    if (answer.kind === 'answered') show(answer.value);
    else failure.value = answer.kind === 'unchanged' ? undefined : answer;
  };
  return { ...known, path, show, refresh, follow: () => whileVisible(refresh) };
}

/** An order that is open on the screen of its clinic. */
export type OpenOrder = Open<Order, { number: string }> & {
  /** Saves what is typed and not saved yet, and says whether it is; null when there is nothing to save. */
  save: Signal<(() => Promise<boolean>) | null>;
};

/** Opens an order, and reads it. */
export function openOrder(number: string): OpenOrder {
  const path = { number };
  const order = opened(path, (header) => api.GET('/v1/orders/{number}', { params: { path, header } }));
  return { ...order, save: signal(null) };
}

type Headers = { 'If-Match': string; 'Idempotency-Key': string };

/** Sends a change, with these parameters. */
export type Change<Value, Path> = (params: { path: Path; header: Headers }) => Promise<Answer<Value>>;

/** Sends a change of an order. */
export type SentChange = Change<Order, OpenOrder['path']>;

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
 * Sends a change of what is open, for the version that is shown. A change without an answer is repeated with the same retry
 * key, so it happens once. What comes back is shown.
 */
export async function change<Value extends Versioned, Path>(
  open: Open<Value, Path>,
  key: string,
  send: Change<Value, Path>,
): Promise<Answer<Value>> {
  const shown = open.value.peek();
  if (!shown) throw new Error('An order is changed only when it is shown.');
  const header = { 'If-Match': `"${shown.version}"`, 'Idempotency-Key': key };
  const answer = await repeated(() => send({ path: open.path, header }));
  if (answer.kind === 'answered') open.show(answer.value);
  return answer;
}
