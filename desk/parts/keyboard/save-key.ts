import { useEffect } from 'preact/hooks';
import { isSaveKey } from '#desk/parts/keyboard/keys.ts';
import { useShortcuts } from '#desk/parts/keyboard/shortcuts.tsx';
import { words } from '#desk/words/words.ts';

/** Saves by Ctrl+S while a form is on the screen, also where something is typed, and lists that among the shortcuts. */
export function useSaveKey(save: () => void): void {
  const { save: does, saveHint: keys } = words.value.form;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isSaveKey(event)) return;
      // Also beside an open dialog: the browser would save the page.
      event.preventDefault();
      if (document.querySelector('dialog[open]') === null) save();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [save]);
  useShortcuts([{ keys, does, run: save }]);
}
