import { describe, expect, test } from 'vitest';
import { isSaveKey, keyOf } from '#desk/parts/keyboard/keys.ts';

const pressed = (key: string, code: string, other: object = {}) => ({
  ...{ key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...other,
});

describe('a key', () => {
  test.each([
    ['a letter', pressed('p', 'KeyP'), 'p'],
    ['with Caps Lock', pressed('P', 'KeyP'), 'p'],
    ['with Shift', pressed('P', 'KeyP', { shiftKey: true }), 'P'],
    ['in Cyrillic', pressed('з', 'KeyP'), 'p'],
    ['a sign', pressed('?', 'Slash', { shiftKey: true }), '?'],
    ['where another keyboard has it', pressed('a', 'KeyQ'), 'a'],
    ['with a name', pressed('Enter', 'Enter'), 'Enter'],
  ])('means what is printed on it: %s', (_, event, key) => {
    expect(keyOf(event)).toBe(key);
  });

  test('saves with Ctrl or Command, in any script and with Caps Lock, but not as a character of its own', () => {
    for (const [key, code] of [
      ['s', 'KeyS'],
      ['S', 'KeyS'],
      ['і', 'KeyS'],
      ['Enter', 'Enter'],
    ] as const)
      for (const held of [{ ctrlKey: true }, { metaKey: true }]) expect(isSaveKey(pressed(key, code, held))).toBe(true);
    expect(isSaveKey(pressed('s', 'KeyS'))).toBe(false);
    expect(isSaveKey(pressed('o', 'KeyS', { ctrlKey: true }))).toBe(false);
    expect(isSaveKey(pressed('ś', 'KeyS', { ctrlKey: true, altKey: true }))).toBe(false);
  });
});
