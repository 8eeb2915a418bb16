type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The key that was meant: of a letter in another script the Latin one that is printed on it, and a small letter, also with
 * Caps Lock.
 */
export function keyOf({ key, code, shiftKey }: Pick<Pressed, 'key' | 'code' | 'shiftKey'>): string {
  if (/^\P{ASCII}$/u.test(key) && code.startsWith('Key')) return code.slice(3).toLowerCase();
  return key.length === 1 && !shiftKey ? key.toLowerCase() : key;
}

/** Whether a key saves a form: Ctrl+S or Ctrl+Enter, on a Mac with Command. */
export const isSaveKey = (pressed: Pressed): boolean =>
  (pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && ['s', 'Enter'].includes(keyOf(pressed));
