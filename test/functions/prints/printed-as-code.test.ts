import { expect, test } from 'vitest';
import { letterPrintedAsCode } from '#domain/printing/printed-as-code.ts';
import { printable } from '#functions/prints/fonts.ts';

const isPrintedAsCode = (letter: string) => printable(letter).some(({ text }) => text.startsWith('[U+'));

test('a letter whose script is said to be printed as codes is printed so', () => {
  const letters = Array.from({ length: 0x2fa20 }, (_, code) => String.fromCodePoint(code)).filter((one) =>
    /\p{L}/u.test(one.normalize('NFC')),
  );
  expect(letters.filter((letter) => letterPrintedAsCode(letter) !== undefined && !isPrintedAsCode(letter))).toEqual([]);
});

test('the alphabets that names are written in are either printed or said not to be', () => {
  const alphabet = (from: string, to: string) =>
    Array.from({ length: (to.codePointAt(0) ?? 0) - (from.codePointAt(0) ?? 0) + 1 }, (_, place) =>
      String.fromCodePoint((from.codePointAt(0) ?? 0) + place),
    );
  const all = [
    ['A', 'z'],
    ['À', 'ɏ'],
    ['Ḁ', 'ỹ'],
    ['Ά', 'ώ'],
    ['Ѐ', 'ӿ'],
    ['अ', 'ह'],
    ['א', 'ת'],
    ['ء', 'ي'],
    ['ა', 'ჰ'],
  ] as const;
  const letters = [
    ...all,
    ...([
      ['Ա', 'ֆ'],
      ['ก', 'ฮ'],
      ['ぁ', 'ヺ'],
      ['一', '龠'],
      ['가', '힣'],
    ] as const),
  ].flatMap(([from, to]) => alphabet(from, to).filter((one) => /(?!\p{Lm})\p{L}/u.test(one)));
  expect(letters.filter((letter) => (letterPrintedAsCode(letter) === undefined) === isPrintedAsCode(letter))).toEqual(
    [],
  );
  expect(letterPrintedAsCode('Zoë Παπάς Шевченко अनु, “4”')).toBeUndefined();
  expect(letterPrintedAsCode('Frau مها')).toBe('م');
});
