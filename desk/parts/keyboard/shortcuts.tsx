import { signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { browserStore, note } from '#desk/kept/store.ts';
import { keyOf } from '#desk/parts/keyboard/keys.ts';

/** A key, or two in sequence such as `g d`, and what it does. */
export type Shortcut = { keys: string; does: string; run: () => void };

/** The shortcuts of everything that is on the screen now. */
export const shortcuts = signal<readonly Shortcut[]>([]);

const offKey = 'single-keys-off';

/** Whether single keys are shortcuts. People who speak to their computer, or whose hand trembles, turn them off. */
export const singleKeys = signal((browserStore('localStorage')?.getItem(offKey) ?? null) === null);

export function turnSingleKeys(on: boolean): void {
  note('localStorage', offKey, on ? null : 'yes');
  singleKeys.value = on;
}

/** Adds shortcuts while a component is on the screen, as soon as it is. Pass `null` to have none. */
export function useShortcuts(own: readonly Shortcut[] | null): void {
  useLayoutEffect(() => {
    if (!own) return undefined;
    shortcuts.value = [...shortcuts.value, ...own];
    return () => {
      shortcuts.value = shortcuts.value.filter((one) => !own.includes(one));
    };
  });
}

// A box that is ticked takes no letters.
const typed = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

/** A key that belongs to what is typed into, or to an open dialog or menu. */
const isElsewhere = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  ctrlKey ||
  metaKey ||
  altKey ||
  !singleKeys.value ||
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest(typed) !== null);

let first = '';
let forget: ReturnType<typeof setTimeout> | undefined;

/** Runs the shortcut of a key. The last one that was added wins, which is that of the innermost part of the screen. */
function press(event: KeyboardEvent): void {
  if (isElsewhere(event)) return;
  const key = keyOf(event);
  const keys = first ? `${first} ${key}` : key;
  clearTimeout(forget);
  first = '';
  const shortcut = shortcuts.value.findLast((one) => one.keys === keys);
  if (shortcut) {
    event.preventDefault();
    shortcut.run();
  } else if (shortcuts.value.some((one) => one.keys.startsWith(`${key} `))) {
    first = key;
    forget = setTimeout(() => {
      first = '';
    }, 1500);
  }
}

/** Listens to the keyboard, from now on. */
export const listenToKeys = (): void => document.addEventListener('keydown', press);
