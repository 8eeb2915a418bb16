import type { ContentText, Style } from 'pdfmake/interfaces.js';
import { graphemes } from '#domain/kernel/text.ts';
import { emsOf, printable, type Run } from '#functions/prints/fonts.ts';

/** How high a line is, in ems: ascent and descent of the font. */
export const lineHeight = 1.362;

/** A line ends after spaces, a newline, a hyphen between letters, or the code of a character that no font has, but for a sign that belongs to it. */
const wordEnd = /(?<=[ \n])(?! )|(?<=\p{L}-)(?=\p{L})|(?<=\[U\+[0-9A-F]{4,6}\])(?=\[|[^\p{P}\s])/u;

/** A word is in several runs where it takes signs from several fonts. */
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

const trimmed = (word: readonly Run[]) => word.map((run) => ({ ...run, text: run.text.trimEnd() }));

/** A word that is wider than a line, in pieces of at most `ems`. */
function inPieces(word: readonly Run[], ems: number): Run[][] {
  const pieces: Run[][] = [];
  let room = 0;
  for (const run of word)
    for (const text of graphemes(run.text)) {
      const part = { ...run, text };
      const width = emsOf(part);
      const piece = pieces.at(-1);
      const last = piece?.at(-1);
      if (!piece || !last || width > room) {
        pieces.push([part]);
        room = ems;
      } else if (last.font === run.font) last.text += text;
      else piece.push(part);
      room -= width;
    }
  return pieces;
}

/**
 * A text in the lines that it fills on paper, each at most `ems` wide. We cut them, not pdfmake, so that it is known how
 * high everything is before anything is laid out.
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
      // Runs of one look are one piece of text again.
      if (last && looksLike(last, run)) last.text += text;
      else line?.push({ ...run, text });
    }
    room -= widthOf(word);
    if (word.at(-1)?.text.endsWith('\n')) begin();
  }
  return lines;
}

const looksLike = (one: Run, { font, color, bold }: Run) =>
  one.font === font && one.color === color && one.bold === bold;

/** How a text looks: everything that pdfmake is told of it, and always its size in points. */
export type Look = Style & { fontSize: number };

/** A text as lines that are at most `width` points wide, each by itself, so that a page can end after any of them. */
export const textLines = (text: string | readonly Run[], width: number, look: Look): ContentText[] => {
  const { color, bold, ...rest } = look;
  const runs = typeof text === 'string' ? printable(text, { ...(color && { color }), ...(bold && { bold }) }) : text;
  // A hundredth stays free, because pdfmake measures for itself.
  return linesOf(runs, (width * 0.99) / look.fontSize).map((line) => ({
    ...rest,
    text: line.length > 0 ? line : ' ',
    noWrap: true,
  }));
};
