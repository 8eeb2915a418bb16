import * as z from 'zod';

/** Text of certain characters, trimmed, with something to be seen in it, of `longest` characters at most. */
const written = (longest: number, characters: RegExp) =>
  z
    .string()
    .trim()
    .min(1, { abort: true })
    .max(longest, `At most ${longest} characters.`)
    .regex(characters, 'Leave out control characters.')
    // Fillers of Hangul are letters and the blank of Braille a symbol, and none of them is seen.
    .regex(/(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u, 'Write something that can be seen.')
    .refine((text) => text.isWellFormed() && !text.includes('\uFFFD'), 'Leave out broken characters.');

/** One line of text. */
export const text = (longest: number) => written(longest, /^\P{Cc}*$/u);

/** Text over several lines. */
export const prose = (longest: number) => written(longest, /^[\P{Cc}\n\r\t]*$/u);

const segmenter = new Intl.Segmenter();

/** The characters as people perceive them: a letter with its marks is one. */
export const graphemes = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

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
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

/** A name for searching: no case, no accents on Latin and Greek letters; Cyrillic keeps its own (й is no и). */
export function folded(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(/[łøđðßæœþıς]/g, (letter) => plain[letter] ?? letter);
}
