import { withoutAccents } from '#domain/kernel/text.ts';

/** Cyrillic letters as passports of Ukraine write them inside a word, and Greek ones as ISO 843 does. */
const latin: Record<string, string> = {
  ...letters(
    'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
    'a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia',
  ),
  ...letters('ыэёъ', 'y e e '),
  ...letters('αβγδεζηθικλμνξοπρστυφχψω', 'a v g d e z i th i k l m n x o p r s t y f ch ps o'),
};

const longest = 40;

function letters(from: string, to: string): Record<string, string> {
  const written = to.split(' ');
  return Object.fromEntries([...from].map((letter, place) => [letter, written[place] ?? '']));
}

/**
 * An id made from a name: `zirconia-crown` from "Zirconia crown". With `taken`, another one than these. Empty when the name
 * has no letter that can be written so.
 */
export function proposedId(name: string, taken: Iterable<string> = []): string {
  const plain = withoutAccents(name).replace(/['ʼ]/g, '');
  const written = [...plain].map((letter) => latin[letter] ?? letter).join('');
  const id = cut(written.replace(/[^a-z0-9]+/g, '-'));
  const others = new Set(taken);
  if (id === '' || !others.has(id)) return id;
  for (let count = 2; ; count += 1) {
    const next = `${cut(id, longest - String(count).length - 1)}-${count}`;
    if (!others.has(next)) return next;
  }
}

/** At most so many characters, and no hyphen at an end. */
const cut = (id: string, most = longest) => id.replace(/^-+/, '').slice(0, most).replace(/-+$/, '');
