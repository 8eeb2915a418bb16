import { sendWritten } from '#desk/api/client.ts';
import { type Keeper, openKeeper } from '#desk/kept/kept.ts';
import { type Outbox, openOutbox, type Settled } from '#desk/kept/outbox.ts';
import { browserStore } from '#desk/kept/store.ts';
import { signedOut } from '#desk/session/session.ts';

/** What the person who is signed in typed and could not save. */
export let own: Keeper;
/** Sends what they save. */
export let outbox: Outbox;

/** How long the page waits before it sends again what waits, in milliseconds: twice as long each time that some is left. */
const waits = { shortest: 15_000, longest: 240_000 };

type Told = MessageEvent<{ place: string; settled: Settled }>;

/** Removes what is over, of anybody. */
export const removeOld = (): void => openKeeper(browserStore('localStorage'), '').read();

/** Keeps and sends what this person types from now on, and sends what still waits. */
export function keepFor(sub: string): void {
  const keeper = openKeeper(browserStore('localStorage'), sub);
  const name = `kept/${encodeURIComponent(sub)}`;
  const others = new BroadcastChannel(name);
  const opened = openOutbox({
    keeper,
    attempt: sendWritten,
    lock: (place, run) => navigator.locks.request(`${name}/${place}`, run),
    tell: (place, settled) => others.postMessage({ place, settled }),
  });
  others.onmessage = ({ data }: Told) => opened.heard(data.place, data.settled);
  window.addEventListener('storage', keeper.read);
  const again = async (wait: number) => {
    const next = (await opened.flush()) ? Math.min(wait * 2, waits.longest) : waits.shortest;
    setTimeout(again, next, next);
  };
  window.addEventListener('online', opened.flush);
  signedOut.subscribe((isSignedOut) => {
    if (!isSignedOut) void opened.flush();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void opened.flush();
  });
  window.addEventListener('beforeunload', (event) => {
    if (!keeper.lasts.value) event.preventDefault();
  });
  own = keeper;
  outbox = opened;
  void again(waits.shortest);
}
