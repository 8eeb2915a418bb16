import { useEffect, useRef } from 'preact/hooks';

/** How often what is on the screen is read again, in milliseconds. */
const interval = 60_000;

/**
 * Reads again what a component shows, as long as it is on the screen: every minute while the page is visible, and whenever
 * the person comes back to this window. They stay where they are: `run` resolves when the answer is there.
 */
export function useUpToDate(run: () => Promise<void>): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible') void inPlace(latest.current);
    };
    const timer = setInterval(ask, interval);
    addEventListener('focus', ask);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', ask);
    };
  }, []);
}

/**
 * Runs something that changes lists, and leaves the focus on its row, and the row that somebody is
 * about to use where it is.
 */
async function inPlace(run: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  const row = rowInHand();
  const topOf = (element: Element) => element.getBoundingClientRect().top + scrollY;
  const before = row ? topOf(row) : 0;
  await run();
  // Browsers hold what is read in its place by themselves, except at the top of the page; Safari nowhere.
  const isHeld = scrollY > 0 && CSS.supports('overflow-anchor', 'auto');
  if (row?.isConnected && !isHeld) scrollBy(0, topOf(row) - before);
  if (focused instanceof HTMLElement && document.activeElement === document.body) refocus(focused);
}

/** The row under the mouse, or else with the focus, if it is in sight. */
function rowInHand(): Element | null {
  const row = document.querySelector('tr:hover') ?? document.activeElement?.closest('tr') ?? null;
  const { top = 0, bottom = 0 } = row?.getBoundingClientRect() ?? {};
  return bottom > 0 && top < innerHeight ? row : null;
}

/** Gives the focus back to a row that has moved, or is in another list now; to the title when it is gone. */
function refocus(element: HTMLElement): void {
  const { order } = element.dataset;
  const again = order === undefined ? null : document.querySelector<HTMLElement>(`[data-order="${CSS.escape(order)}"]`);
  const next = element.isConnected ? element : (again ?? document.querySelector<HTMLElement>('h1'));
  next?.focus({ preventScroll: true });
}
