import { type Keeper, openKeeper } from '#desk/kept/kept.ts';
import { browserStore } from '#desk/kept/store.ts';

/** How often what is over is removed while the page is open, in milliseconds. */
const interval = 15 * 60 * 1000;

/** What the person who is signed in typed and could not save. Nobody has typed anything before they are. */
export let own: Keeper = openKeeper(null, '');

/** Keeps what this person types from now on, and shows what they typed before. */
export function keepFor(sub: string): void {
  own = openKeeper(browserStore('localStorage'), sub);
  window.addEventListener('storage', () => own.read());
  setInterval(() => own.read(), interval);
}
