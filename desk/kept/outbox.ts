import type { Answer, Answered, Refused, Written } from '#desk/api/client.ts';
import { inTurn } from '#desk/editing/in-turn.ts';
import type { Keeper, Kept, Waiting } from '#desk/kept/kept.ts';
import { same } from '#domain/kernel/same.ts';

/** What was typed when a request was made; more may have been typed since. */
type Typed = { typed: unknown };

/** What became of a request that had waited. */
export type Settled<Reply> = (Answered<Reply> | Refused) & Typed;

/** Sends what is saved, at once or when it can be. `Reply` is what the API answers to it. */
export type Outbox<Reply> = {
  /**
   * Sends the request that saves what is typed at a place. It stays kept until it is saved. A request that gets no answer
   * waits, and is sent again by itself. While one waits at this place, that one is sent instead, because only its answer
   * tells on which version the next one builds. So look at what was typed for the request that is answered: what was typed
   * since then is still to be saved. If the answer is the number of a new order, that is kept there from now on. A request
   * without a retry key gets one.
   */
  send: (place: string, typed: unknown, request: Written) => Promise<Answer<Reply> & Typed>;
  /**
   * Takes back the request that waits at a place, unless an attempt of it may have arrived. What was typed stays
   * kept. Returns whether it did.
   */
  takeBack: (place: string) => Promise<boolean>;
  /**
   * Sends all that waits. Call it from time to time, and when there is a connection or a token again.
   * Returns whether any is left.
   */
  flush: () => Promise<boolean>;
  /** Calls this function when a request that waited at this place is answered, in whatever tab. Returns what ends that. */
  listen: (place: string, hear: (settled: Settled<Reply>) => void) => () => void;
  /** Call it with what another tab has told. */
  heard: (place: string, settled: Settled<Reply>) => void;
};

type Parts<Reply> = {
  keeper: Keeper;
  /** Whether this outbox sends what waits at a place. */
  takes: (place: string) => boolean;
  /** Where what is typed is kept from now on, after this reply: a new order has its own number. */
  placeAfter: (place: string, reply: Reply) => string;
  attempt: (request: Written) => Promise<Answer<Reply>>;
  /** Whether this computer has no network at all, so that nothing leaves it. */
  isCut: () => boolean;
  /** Runs something while no other tab runs anything under this name. */
  lock: <Result>(name: string, run: () => Promise<Result>) => Promise<Result>;
  /** Tells the other tabs of this person what became of a request. */
  tell: (place: string, settled: Settled<Reply>) => void;
  /** Takes what became of a request that nobody of this page listens to: its screen was left. */
  unheard: (place: string, waiting: Waiting, settled: Settled<Reply>) => void;
  now?: () => number;
};

/** The waits between the first attempts, in milliseconds. */
const waits = [500, 2000];
/**
 * Opens the outbox of one person. A request has an Idempotency-Key, so it takes effect once, however often it is sent: as
 * long as the API remembers the key, which is for ever for a new order, and for a change until 16 more were made. After that
 * its version is too old, and it is refused. Of several tabs, only one sends it.
 */
export function openOutbox<Reply>(parts: Parts<Reply>): Outbox<Reply> {
  const { keeper, takes, placeAfter, attempt, isCut, lock, tell, unheard, now = Date.now } = parts;
  const listeners = new Map<string, Set<(settled: Settled<Reply>) => void>>();
  const heard = (place: string, settled: Settled<Reply>) => {
    for (const hear of listeners.get(place) ?? []) hear(settled);
  };

  /** Sends what waits at a place. Null when another tab has settled it by now. */
  const sendWaiting = (place: string) =>
    lock(place, async () => {
      const entry = keeper.kept(place);
      if (!entry?.waiting) return null;
      const { waiting } = entry;
      const { typed, isUnsent } = waiting;
      // Noted before, because this page may be closed on the way.
      if (isUnsent) keeper.put({ ...entry, waiting: { ...waiting, isUnsent: false } });
      const wasCut = isCut();
      const answer = { ...(await attempt(waiting)), typed };
      const next = answer.kind === 'answered' ? placeAfter(place, answer.value) : place;
      if (next !== place) keeper.save(place, next);
      // A token that is refused stops a request before it arrives.
      const isStopped = answer.kind === 'unanswered' && (answer.why === 'signedOut' || (wasCut && isCut()));
      // More may have been typed meanwhile, or it may be discarded.
      const left = keeper.kept(place);
      if (left) afterwards(keeper, left, next, answer, isUnsent === true && isStopped);
      if (answer.kind !== 'unanswered') tell(place, answer);
      return answer;
    });

  const waitingHere = () =>
    keeper.all.peek().flatMap(({ place, waiting }) => (waiting && takes(place) ? [{ place, waiting }] : []));

  const sendAll = async () => {
    keeper.read();
    for (const { place, waiting } of waitingHere()) {
      const answer = await sendWaiting(place);
      // The others would get no answer either.
      if (answer?.kind === 'unanswered' && answer.why !== 'busy') break;
      if (!answer || answer.kind === 'unanswered') continue;
      if (listeners.get(place)?.size) heard(place, answer);
      else unheard(place, waiting, answer);
    }
    return waitingHere().length > 0;
  };
  const listen = (place: string, hear: (settled: Settled<Reply>) => void) => {
    const those = listeners.get(place) ?? new Set();
    listeners.set(place, those.add(hear));
    return () => void those.delete(hear);
  };

  return {
    async send(place, typed, request) {
      keeper.keep(place, typed);
      const entry = keeper.kept(place);
      if (entry && !entry.waiting) keeper.put({ ...entry, waiting: waitingFor(request, typed, now()) });
      let settled: Settled<Reply> | undefined;
      const stop = listen(place, (one) => {
        settled = one;
      });
      let answer = await sendWaiting(place);
      for (const wait of waits) {
        if (answer?.kind !== 'unanswered' || answer.why === 'signedOut' || isCut()) break;
        await new Promise((resolve) => setTimeout(resolve, wait));
        answer = await sendWaiting(place);
      }
      stop();
      return answer ?? settled ?? { kind: 'unanswered', why: 'busy', typed };
    },
    takeBack: (place) =>
      lock(place, async () => {
        const entry = keeper.kept(place);
        if (!entry?.waiting?.isUnsent) return false;
        const { waiting: _, ...typed } = entry;
        keeper.put(typed);
        return true;
      }),
    // There may be a connection since the run that is under way has begun.
    flush: inTurn(sendAll),
    listen,
    heard,
  };
}

/** A request that is now sent for the first time. */
function waitingFor({ headers, ...request }: Written, typed: unknown, at: number): Waiting {
  const withKey = { 'idempotency-key': crypto.randomUUID(), ...headers };
  return { ...request, headers: withKey, typed, at, tried: false, isUnsent: true };
}

/**
 * Keeps what is left to save after an answer, from now on at the place `next`. `isUnsent` says whether no attempt can have
 * arrived, this one included.
 */
function afterwards(
  keeper: Keeper,
  { waiting, ...entry }: Kept,
  next: string,
  answer: Answer<unknown> & Typed,
  isUnsent: boolean,
): void {
  const { place, typed } = entry;
  switch (answer.kind) {
    case 'unanswered':
      if (waiting) keeper.put({ ...entry, waiting: { ...waiting, tried: true, why: answer.why, isUnsent } });
      break;
    case 'refused':
      keeper.put({ ...entry, refused: answer.problem });
      break;
    case 'answered':
      keeper.discard(place);
      if (!same(typed, answer.typed)) keeper.put({ ...entry, place: next });
  }
}
