import * as z from 'zod';
import { memoized } from '#domain/kernel/memoized.ts';
import { rule } from '#domain/kernel/messages/messages.ts';

// Fillers of Hangul are letters and the blank of Braille a symbol, and none of them is seen.
const seen = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;
const seenOrEmpty = new RegExp(`^$|${seen.source}`, 'u');

/** Text of certain characters, trimmed, from `least` to `longest` of them. What is longer is not looked at. */
const textBetween = (least: 0 | 1, longest: number, characters: RegExp) =>
  z.string().check(
    z.trim(),
    z.minLength(least, { abort: true }),
    z.maxLength(longest, { abort: true }),
    z.regex(characters, rule('invalid_format', { format: 'plainText' })),
    z.regex(least === 0 ? seenOrEmpty : seen, rule('invalid_format', { format: 'visibleText' })),
    z.refine(
      (text) => text.isWellFormed() && !text.includes('\uFFFD'),
      rule('invalid_format', { format: 'wellFormedText' }),
    ),
  );

const line = /^\P{Cc}*$/u;
const lines = /^[\P{Cc}\n\r\t]*$/u;

/** One line of text, with something to be seen in it. */
export const text = memoized((longest: number) => textBetween(1, longest, line));

/** Text over several lines, with something to be seen in it. */
export const prose = memoized((longest: number) => textBetween(1, longest, lines));

/** Text over several lines, or none. */
export const proseOrNone = memoized((longest: number) => textBetween(0, longest, lines));

let segmenter: Intl.Segmenter | undefined;

/** The characters as people perceive them: a letter with its marks is one. */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** At most `longest` perceived characters; what is cut off leaves an ellipsis. */
export function shortened(text: string, longest: number): string {
  const characters = graphemes(text);
  return characters.length > longest
    ? `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** How many bytes a JSON value takes in UTF-8. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** Letters that are no accented forms of another, as people type them without their keyboard. */
const plain: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ɲ: 'n',
  ǥ: 'g',
  ʒ: 'z',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɛ: 'e',
  ə: 'e',
  ɔ: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};
const plainLetters = new RegExp(`[${Object.keys(plain).join('')}]`, 'g');

/** Apostrophes, primes and accents that stand alone: what keyboards and phones give for `'`. */
const apostrophes =
  /[\u0060\u00B4\u02B9\u02BB-\u02BF\u02C8\u02CA\u02CB\u0384\u055A\u05F3\u1FBD\u1FBF\u1FFD\u1FFE\u2018\u2019\u201B\u2032\u2035\uA78B\uA78C\uFF07]/g;
const quotes = /[\u201C-\u201F\u2033\u2036]/g;

/** Every apostrophe, quotation mark and dash as the one that each keyboard has. */
const punctuated = (text: string) =>
  text
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .replace(/\p{Dash}/gu, '-');

/** Forms of a character that mean the same are one. Accents that stand alone come first: NFKC makes spaces of them. */
const unified = (text: string) => punctuated(punctuated(text).normalize('NFKC'));

/**
 * A name for searching, as people type it: no case, no accents on Latin and Greek letters, no difference between
 * apostrophes, dashes or spaces. Cyrillic keeps its own letters (й is no и). Last, `ae oe ue` are `a o u` and `aa` is
 * `a`, so that Müller, Mueller and Muller are one. What the beginning of a name becomes is the beginning of what the
 * name becomes.
 */
export function folded(name: string): string {
  return unified(name)
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(plainLetters, (letter) => plain[letter] ?? letter)
    .replace(/(?<=l)·+|(?<=a)[ae]+|(?<=[ou])e+/g, '');
}

/** The first letter or digit that is seen, without the modifiers among letters: ʻ and ʼ are apostrophes to most readers. */
function firstLetter(text: string): string | undefined {
  const letterOrDigit = /(?!\p{Default_Ignorable_Code_Point})[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]/u;
  return graphemes(text).find((character) => letterOrDigit.test(character));
}

/**
 * The first letter or digit of a name as a capital, whatever stands before it: 't Hooft is T. It is one perceived
 * character, so ß has no capital here. Undefined where there is none.
 */
export function initialOf(name: string): string | undefined {
  const found = firstLetter(name.replace(apostrophes, "'"));
  if (found === undefined) return undefined;
  // A letter in its compatible form: ﬁ begins with f.
  const letter = found.normalize('NFC') === found.normalize('NFKC') ? found : firstLetter(found.normalize('NFKC'));
  const capital = letter?.toUpperCase() ?? '';
  return graphemes(capital).length === 1 ? capital : letter;
}
