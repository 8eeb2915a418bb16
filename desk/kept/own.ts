import { type Message, type Order, sendWritten } from '#desk/api/client.ts';
import { type Keeper, openKeeper } from '#desk/kept/kept.ts';
import { type Outbox, openOutbox, type Settled } from '#desk/kept/outbox.ts';
import { isMessage } from '#desk/kept/place.ts';
import { sayMessageSent, sayNotSent, sayOrderSent } from '#desk/kept/sent-later.ts';
import { browserStore } from '#desk/kept/store.ts';
import { sends } from '#desk/kept/waiting.ts';
import { forget, signedOut } from '#desk/session/session.ts';

/** What the person who is signed in typed and could not save. */
export let own: Keeper;
/** Sends what they save of orders. */
export let outbox: Outbox<Order>;
/** Sends their messages. */
export let messageOutbox: Outbox<Message>;

/** How long the page waits before it sends again what waits, in milliseconds: twice as long each time that some is left. */
const waits = { shortest: 15_000, longest: 240_000 };

/** What the tabs of one person tell each other: what became of a request, or that the person leaves and discards all. */
type Told =
  | { of: 'order'; place: string; settled: Settled<Order> }
  | { of: 'message'; place: string; settled: Settled<Message> }
  | 'leaves';

/** Discards all that the person has not saved, who leaves: in the other tabs, too, which forget them as well. */
export let leaveNothing: () => void;

/** Removes what is over, of anybody. */
export function removeOld(): void {
  openKeeper(browserStore('localStorage'), '');
}

/** Keeps and sends what this person types from now on, and sends what still waits. */
export function keepFor(sub: string): void {
  const keeper = openKeeper(browserStore('localStorage'), sub);
  const name = `kept/${encodeURIComponent(sub)}`;
  const others = new BroadcastChannel(name);
  const tellOthers = (told: Told) => others.postMessage(told);
  const shared = {
    keeper,
    isCut: () => !navigator.onLine,
    lock: <Result>(place: string, run: () => Promise<Result>) => navigator.locks.request(`${name}/${place}`, run),
  };
  const orders = openOutbox<Order>({
    ...shared,
    attempt: sendWritten,
    takes: (place) => !isMessage(place),
    placeAfter: (_, { number }) => number,
    tell: (place, settled) => tellOthers({ of: 'order', place, settled }),
    unheard: (place, waiting, settled) => {
      if (!sends(waiting)) return;
      if (settled.kind === 'answered') sayOrderSent(settled.value);
      else sayNotSent(place, settled.typed);
    },
  });
  const messages = openOutbox<Message>({
    ...shared,
    attempt: sendWritten,
    takes: isMessage,
    placeAfter: (place) => place,
    tell: (place, settled) => tellOthers({ of: 'message', place, settled }),
    unheard: (place, _, settled) => {
      if (settled.kind === 'answered') sayMessageSent(place);
      else sayNotSent(place, settled.typed);
    },
  });
  const flush = async () => (await Promise.all([orders.flush(), messages.flush()])).includes(true);
  others.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data === 'leaves') {
      keeper.discardAll();
      forget();
    } else if (data.of === 'order') orders.heard(data.place, data.settled);
    else messages.heard(data.place, data.settled);
  };
  window.addEventListener('storage', keeper.read);
  const again = async (wait: number) => {
    let next = Math.min(wait * 2, waits.longest);
    try {
      if (!(await flush())) next = waits.shortest;
    } finally {
      // Also after an error, which the browser reports.
      setTimeout(again, next, next);
    }
  };
  window.addEventListener('online', flush);
  signedOut.subscribe((isSignedOut) => {
    if (!isSignedOut) void flush();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush();
  });
  window.addEventListener('beforeunload', (event) => {
    if (!keeper.lasts.value) event.preventDefault();
  });
  own = keeper;
  leaveNothing = () => {
    keeper.discardAll();
    tellOthers('leaves');
  };
  outbox = orders;
  messageOutbox = messages;
  void again(waits.shortest);
}
