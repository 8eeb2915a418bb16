import type { BaseLocationHook } from 'wouter-preact';
import { useHashLocation } from 'wouter-preact/use-hash-location';

/** Goes to a screen, such as `/orders?list=atLaboratory`. With `replace`, going back does not lead to the one before. */
export function go(to: string, { replace = false } = {}): void {
  const oldURL = location.href;
  history[replace ? 'replaceState' : 'pushState'](null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

/** The address of the screen that is shown, without its query. */
export const addressNow = (): string => location.hash.slice(1).replace(/\?.*/, '') || '/';

/** The address of the screen, after the `#`: no server sees it, and none sees its query. */
export const useAddress: BaseLocationHook = () => [useHashLocation()[0].replace(/\?.*/, ''), go];
useAddress.searchHook = () => useHashLocation()[0].replace(/^[^?]*\??/, '');
useAddress.hrefs = (href) => `#${href}`;
