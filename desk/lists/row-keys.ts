import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** The links to orders that are on the screen, or in a part of it, from top to bottom. */
const rowLinks = (part: ParentNode = document) => [...part.querySelectorAll<HTMLElement>('a[data-order]')];

/**
 * Puts the focus on the link to an order, and says whether there is one. Of an order in several lists, `part` is the one.
 */
export function focusOrder(number: string, part?: ParentNode | null): boolean {
  const link = rowLinks(part ?? document).find(({ dataset }) => dataset['order'] === number);
  link?.focus();
  return link !== undefined;
}

/** Moves the focus so many rows on; to the first row when it was on none. */
function moveRow(step: number): void {
  const links = rowLinks();
  const place = links.findIndex((link) => link.matches(':focus'));
  const next = place === -1 ? 0 : Math.min(Math.max(place + step, 0), links.length - 1);
  links[next]?.focus();
}

/** The steps of the arrow keys, for a row that has the focus and for what leads to the rows. */
export function moveByArrow(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  moveRow(step);
}

/** Adds the keys that move from row to row. */
export function useRowKeys(): void {
  const { next, previous } = words.value.lists;
  useShortcuts([
    { keys: 'j', does: next, run: () => moveRow(1) },
    { keys: 'k', does: previous, run: () => moveRow(-1) },
  ]);
}
