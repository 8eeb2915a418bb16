import type { Answer, Answered, Order, Refused, Written } from '#desk/api/client.ts';
import type { Keeper, Kept } from '#desk/kept/kept.ts';
import { same } from '#domain/kernel/same.ts';

/** What was typed when a request was made; more may have been typed since. */
type Typed = { typed: unknown };

/** What became of a request that had waited. */
export type Settled = (Answered<Order> | Refused) & Typed;

/** Sends what is saved, at once or when it can be. */
export type Outbox = {
  /**
   * Sends the request that saves what is typed at a place. It stays kept until it is saved. A request that gets no answer
   * waits, and is sent again by itself. While one waits at this place, that one is sent instead, because only its answer
   * tells on which version the next one builds. So look at what was typed for the request that is answered: what was typed
   * since then is still to be saved. If the answer is the number of a new order, that is kept there from now on.
   */
  send: (place: string, typed: unknown, request: Written) => Promise<Answer<Order> & Typed>;
  /** Sends all that waits. Call it from time to time, and when there is a connection or a token again. Returns whether any is left. */
  flush: () => Promise<boolean>;
  /** Calls this function when a request that waited at this place is answered, in whatever tab. Returns what ends that. */
  listen: (place: string, hear: (settled: Settled) => void) => () => void;
  /** Call it with what another tab has told. */
  heard: (place: string, settled: Settled) => void;
};

type Parts = {
  keeper: Keeper;
  attempt: (request: Written) => Promise<Answer<Order>>;
  /** Runs something while no other tab runs anything under this name. */
  lock: <Result>(name: string, run: () => Promise<Result>) => Promise<Result>;
  /** Tells the other tabs of this person what became of a request. */
  tell: (place: string, settled: Settled) => void;
  now?: () => number;
};

/** The waits between the first attempts, in milliseconds. */
const waits = [500, 2000];
/**
 * Opens the outbox of one person. A request has an Idempotency-Key, so it takes effect once, however often it is sent: as
 * long as the API remembers the key, which is for ever for a new order, and for a change until 16 more were made. After that
 * its version is too old, and it is refused. Of several tabs, only one sends it.
 */
export function openOutbox({ keeper, attempt, lock, tell, now = Date.now }: Parts): Outbox {
  const listeners = new Map<string, Set<(settled: Settled) => void>>();
  const heard = (place: string, settled: Settled) => {
    for (const hear of listeners.get(place) ?? []) hear(settled);
  };

  /** Sends what waits at a place. Null when another tab has settled it by now. */
  const sendWaiting = (place: string) =>
    lock(place, async () => {
      const waiting = keeper.kept(place)?.waiting;
      if (!waiting) return null;
      const { typed } = waiting;
      const answer = { ...(await attempt(waiting)), typed };
      // More may have been typed meanwhile, or it may be discarded.
      const entry = keeper.kept(place);
      if (entry) afterwards(keeper, entry, answer);
      if (answer.kind !== 'unanswered') tell(place, answer);
      return answer;
    });

  const sendAll = async () => {
    keeper.read();
    for (const { place, waiting } of keeper.all.peek()) {
      const answer = waiting ? await sendWaiting(place) : null;
      // The others would get no answer either.
      if (answer?.kind === 'unanswered' && answer.why !== 'busy') break;
      if (answer && answer.kind !== 'unanswered') heard(place, answer);
    }
    return keeper.all.peek().some(({ waiting }) => waiting);
  };
  let running: Promise<boolean> | undefined;
  const listen = (place: string, hear: (settled: Settled) => void) => {
    const those = listeners.get(place) ?? new Set();
    listeners.set(place, those.add(hear));
    return () => void those.delete(hear);
  };

  return {
    async send(place, typed, request) {
      keeper.keep(place, typed);
      const entry = keeper.kept(place);
      if (entry && !entry.waiting) keeper.put({ ...entry, waiting: waitingFor(request, typed, now()) });
      let settled: Settled | undefined;
      const stop = listen(place, (one) => {
        settled = one;
      });
      let answer = await sendWaiting(place);
      for (const wait of waits) {
        if (answer?.kind !== 'unanswered' || answer.why === 'signedOut') break;
        await new Promise((resolve) => setTimeout(resolve, wait));
        answer = await sendWaiting(place);
      }
      stop();
      return answer ?? settled ?? { kind: 'unanswered', why: 'busy', typed };
    },
    flush() {
      running ??= sendAll().finally(() => {
        running = undefined;
      });
      return running;
    },
    listen,
    heard,
  };
}

/** A request that is now sent for the first time. */
function waitingFor({ headers, ...request }: Written, typed: unknown, at: number): Kept['waiting'] {
  const withKey = { ...headers, 'idempotency-key': crypto.randomUUID() };
  return { ...request, headers: withKey, typed, at, tried: false };
}

/** Keeps what is left to save after an answer. */
function afterwards(keeper: Keeper, { waiting, ...entry }: Kept, answer: Answer<Order> & Typed): void {
  const { place, typed } = entry;
  switch (answer.kind) {
    case 'unanswered':
      if (waiting) keeper.put({ ...entry, waiting: { ...waiting, tried: true } });
      break;
    case 'refused':
      keeper.put({ ...entry, refused: answer.problem });
      break;
    case 'answered':
      keeper.discard(place);
      // A new order has its own number from now on.
      if (!same(typed, answer.typed)) keeper.put({ ...entry, place: answer.value.number });
  }
}
