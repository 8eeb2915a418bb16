import type { ContentText, Style } from 'pdfmake/interfaces.js';
import { graphemes } from '#domain/kernel/text.ts';
import { emsOf, printable, type Run } from '#functions/prints/fonts.ts';

/** The height of a line in ems: ascent and descent of the font. */
export const lineHeight = 1.362;

/**
 * Where a line may end: after spaces, a newline, a hyphen between letters, or the code of a character that no font has;
 * but not before punctuation.
 */
const wordEnd = /(?<=[ \n])(?! )|(?<=\p{L}-)(?=\p{L})|(?<=\[U\+[0-9A-F]{4,6}\])(?=\[|[^\p{P}\s])/u;

/** The words of a text. A word consists of several runs when it has signs from several fonts. */
function wordsOf(runs: readonly Run[]): Run[][] {
  const words: Run[][] = [];
  let goesOn = false;
  for (const run of runs) {
    for (const text of run.text.split(wordEnd)) {
      const part = { ...run, text };
      if (goesOn) words.at(-1)?.push(part);
      else words.push([part]);
      goesOn = false;
    }
    goesOn = !/[ \n]$/.test(run.text);
  }
  return words;
}

const widthOf = (word: readonly Run[]) => word.reduce((sum, run) => sum + emsOf(run), 0);

/** A word without the spaces at its end, which may hang over the line. Those between its signs are drawn. */
const trimmed = (word: readonly Run[]) =>
  word.map((run, index) => (index === word.length - 1 ? { ...run, text: run.text.trimEnd() } : run));

const looksLike = (one: Run, { font, color, bold }: Run) =>
  one.font === font && one.color === color && one.bold === bold;

/** A word that is wider than a line, cut into pieces of at most `ems`: between graphemes, and within one that is wider. */
function inPieces(word: readonly Run[], ems: number): Run[][] {
  const pieces: Run[][] = [];
  let room = 0;
  for (const run of word)
    for (const text of graphemes(run.text).flatMap((one) => (emsOf({ ...run, text: one }) > ems ? [...one] : one))) {
      const part = { ...run, text };
      const width = emsOf(part);
      const piece = pieces.at(-1);
      const last = piece?.at(-1);
      if (!piece || !last || width > room) {
        pieces.push([part]);
        room = ems;
      } else if (looksLike(last, run)) last.text += text;
      else piece.push(part);
      room -= width;
    }
  return pieces;
}

/**
 * A text as lines of at most `ems`. We break the lines and not pdfmake, so that heights are known before the layout.
 */
export function linesOf(runs: readonly Run[], ems: number): Run[][] {
  const lines: Run[][] = [[]];
  let room = ems;
  const begin = () => {
    lines.push([]);
    room = ems;
  };
  const fitting = wordsOf(runs).flatMap((word) => (widthOf(trimmed(word)) > ems ? inPieces(word, ems) : [word]));
  for (const word of fitting) {
    if (widthOf(trimmed(word)) > room && lines.at(-1)?.length) begin();
    const line = lines.at(-1);
    for (const run of word) {
      const last = line?.at(-1);
      const text = run.text.replace('\n', '');
      // Runs with the same style are joined again.
      if (last && looksLike(last, run)) last.text += text;
      else line?.push({ ...run, text });
    }
    room -= widthOf(word);
    if (word.at(-1)?.text.endsWith('\n')) begin();
  }
  return lines;
}

/** The length of a line in ems, of its width in points. One per cent is left free, because pdfmake measures by itself. */
const emsOfLine = (width: number, fontSize: number) => (width * 0.99) / fontSize;

/** How many words of a text are wider than a line of `width` points, and so are broken. */
export const brokenWords = (runs: readonly Run[], width: number, fontSize: number): number =>
  wordsOf(runs).filter((word) => widthOf(trimmed(word)) > emsOfLine(width, fontSize)).length;

/** The style of a text for pdfmake; the size in points is always set. */
export type Look = Style & { fontSize: number };

/** A text as lines of at most `width` points, each a block of its own, so that a page can end after any of them. */
export const textLines = (text: string | readonly Run[], width: number, look: Look): ContentText[] => {
  const { color, bold, ...rest } = look;
  const runs = typeof text === 'string' ? printable(text, { ...(color && { color }), ...(bold && { bold }) }) : text;
  return linesOf(runs, emsOfLine(width, look.fontSize)).map((line) => ({
    ...rest,
    text: line.length > 0 ? line : ' ',
    noWrap: true,
  }));
};
