import { sendWritten } from '#desk/api/client.ts';
import { type Keeper, openKeeper } from '#desk/kept/kept.ts';
import { type Outbox, openOutbox, type Settled } from '#desk/kept/outbox.ts';
import { browserStore } from '#desk/kept/store.ts';
import { forget, signedOut } from '#desk/session/session.ts';

/** What the person who is signed in typed and could not save. */
export let own: Keeper;
/** Sends what they save. */
export let outbox: Outbox;

/** How long the page waits before it sends again what waits, in milliseconds: twice as long each time that some is left. */
const waits = { shortest: 15_000, longest: 240_000 };

/** What the tabs of one person tell each other: what became of a request, or that the person leaves and discards all. */
type Told = { place: string; settled: Settled } | 'leaves';

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
  const opened = openOutbox({
    keeper,
    attempt: sendWritten,
    isCut: () => !navigator.onLine,
    lock: (place, run) => navigator.locks.request(`${name}/${place}`, run),
    tell: (place, settled) => tellOthers({ place, settled }),
  });
  others.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data !== 'leaves') return opened.heard(data.place, data.settled);
    keeper.discardAll();
    forget();
  };
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
  leaveNothing = () => {
    keeper.discardAll();
    tellOthers('leaves');
  };
  outbox = opened;
  void again(waits.shortest);
}
