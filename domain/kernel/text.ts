import * as z from 'zod/mini';
import { memoized } from '#domain/kernel/memoized.ts';
import { rule } from '#domain/kernel/messages/messages.ts';

const visibleAscii = /[!-~]/;
// Hangul fillers count as letters and the blank Braille pattern as a symbol, but neither can be seen.
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a text has a visible character. Nearly every text has an ASCII one, which is much faster to find. */
const isVisible = (text: string) => visibleAscii.test(text) || visible.test(text);

/**
 * Trimmed text of the given characters, `least` to `longest` long. Longer text is refused before its characters are
 * checked.
 */
const textBetween = (least: 0 | 1, longest: number, characters: RegExp) =>
  z.string().check(
    z.trim(),
    z.minLength(least, { abort: true }),
    z.maxLength(longest, { abort: true }),
    z.regex(characters, rule('invalid_format', { format: 'plainText' })),
    z.refine((text) => text === '' || isVisible(text), rule('invalid_format', { format: 'visibleText' })),
    // U+FFFE and U+FFFF are no characters, and SQS takes no message that has one.
    z.refine(
      (text) => text.isWellFormed() && !/[\uFFFD-\uFFFF]/.test(text),
      rule('invalid_format', { format: 'wellFormedText' }),
    ),
  );

// Without control characters, in a form that regular expressions of other languages read as well.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const line = /^[^\u0000-\u001F\u007F-\u009F]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const lines = /^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]*$/;

/** One line of text with at least one visible character. */
export const text = memoized((longest: number) => textBetween(1, longest, line));

/** Text of several lines with at least one visible character. */
export const prose = memoized((longest: number) => textBetween(1, longest, lines));

/** Text of several lines, or empty. */
export const proseOrNone = memoized((longest: number) => textBetween(0, longest, lines));

let segmenter: Intl.Segmenter | undefined;

/** A text split into the characters that people perceive (graphemes): a letter with its marks is one. */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter();
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** A text cut to `longest` graphemes; a cut text ends with an ellipsis. */
export function shortened(text: string, longest: number): string {
  const characters = graphemes(text);
  return characters.length > longest
    ? `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : text;
}

/** The size of a JSON value in UTF-8 bytes. */
export const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** Letters without a decomposition in Unicode, and what people type in their place. */
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

/** Apostrophes, primes and spacing accents: what keyboards and phones produce for `'`. */
const apostrophes =
  /[\u0060\u00B4\u02B9\u02BB-\u02BF\u02C8\u02CA\u02CB\u0384\u055A\u05F3\u1FBD\u1FBF\u1FFD\u1FFE\u2018\u2019\u201B\u2032\u2035\uA78B\uA78C\uFF07]/g;
const quotes = /[\u201C-\u201F\u2033\u2036]/g;

/** Replaces apostrophes, quotation marks and dashes by their ASCII forms. */
const punctuated = (text: string) =>
  text
    .replace(apostrophes, "'")
    .replace(quotes, '"')
    .replace(/\p{Dash}/gu, '-');

/** NFKC with ASCII punctuation. Punctuation first, because NFKC turns spacing accents into spaces. */
const unified = (text: string) => punctuated(punctuated(text).normalize('NFKC'));

/** A name in lower case without accents, with ASCII punctuation and single spaces. */
export const withoutAccents = (name: string): string =>
  unified(name)
    .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(plainLetters, (letter) => plain[letter] ?? letter);

/** Names that `withoutAccents` would only put into lower case, which is done here much faster. */
const ascii = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/**
 * A name as search key. Ignores case, accents of Latin and Greek letters, and differences between apostrophes, dashes
 * and spaces; Cyrillic letters stay distinct (й is not и). `ae oe ue` become `a o u` and `aa` becomes `a`, so that
 * Müller, Mueller and Muller are the same. A prefix of a name always gives a prefix of its key.
 */
export function folded(name: string): string {
  const simple = ascii.test(name) ? name.toLowerCase() : withoutAccents(name);
  return simple.replace(/(?<=l)\u00B7+|(?<=a)[ae]+|(?<=[ou])e+/g, '');
}

/** The first visible letter or digit. Modifier letters do not count: readers take ʻ and ʼ for apostrophes. */
function firstLetter(text: string): string | undefined {
  const letterOrDigit = /(?!\p{Default_Ignorable_Code_Point})[\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{N}]/u;
  return graphemes(text).find((character) => letterOrDigit.test(character));
}

const onlyAscii = /^[ -~]*$/;

/**
 * The initial of a name: its first letter or digit as a capital, so 't Hooft gives T. Always one grapheme, so ß stays
 * as it is. Undefined when there is none.
 */
export function initialOf(name: string): string | undefined {
  // Without Intl, whose first object takes 12 ms of a cold start.
  if (onlyAscii.test(name)) return /[a-z0-9]/i.exec(name)?.[0].toUpperCase();
  const found = firstLetter(name.replace(apostrophes, "'"));
  if (found === undefined) return undefined;
  // Ligatures are split: the initial of ﬁ is F.
  const letter = found.normalize('NFC') === found.normalize('NFKC') ? found : firstLetter(found.normalize('NFKC'));
  const capital = letter?.toUpperCase() ?? '';
  return graphemes(capital).length === 1 ? capital : letter;
}
