import type { Store } from '#desk/kept/store.ts';

/** A storage in memory that takes a number of characters in all, as browsers do. */
export function memoryStore(room = 5_000_000): Store & { texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    get length() {
      return texts.size;
    },
    key: (index) => [...texts.keys()][index] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => {
      const others = [...texts].filter(([one]) => one !== key);
      if ([...others, [key, text]].flat().join('').length > room) throw new DOMException('full', 'QuotaExceededError');
      texts.set(key, text);
    },
    removeItem: (key) => void texts.delete(key),
  };
}
