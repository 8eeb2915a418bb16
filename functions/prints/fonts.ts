import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openSync } from 'fontkit';
import type { Style } from 'pdfmake/interfaces.js';
import * as z from 'zod';
import { graphemes } from '#domain/text.ts';
import { families } from '#functions/prints/places.ts';

const { resolve } = createRequire(import.meta.url);

/** The fonts, as pdfmake takes them. */
const resolved = families.map(({ font, files }) => ({ font, files: files.map((file) => resolve(file)) }));

export const fonts = Object.fromEntries(
  resolved.map(({ font, files: [normal = '', bold = normal] }) => [font, { normal, bold }]),
);

export const fontFiles: string[] = resolved.flatMap(({ files }) => files);

/** Ascent and descent of the first font, in thousandths of an em. */
const [ascent, descent] = [1069, -293];

/** A font that lends signs, as high as the first: pdfmake makes a line as high as its highest font, and lower by that. */
function levelled(file: string): Buffer {
  const font = readFileSync(file);
  const heights = font.readUInt32BE(font.indexOf('hhea') + 8) + 4;
  font.writeInt16BE(ascent, heights);
  font.writeInt16BE(descent, heights + 2);
  return font;
}

/** The files of the fonts that lend signs, and what stands for each. */
export const lentFonts = resolved
  .slice(1)
  .flatMap(({ files }) => files)
  .map((file) => ({ file, font: levelled(file) }));

/**
 * Without decomposition, which makes one glyph stand for two characters: text taken out of the PDF would be another.
 * Without kerning, which takes a third of the time. pdfmake's types know only features to add; fontkit also leaves out.
 */
export const features = z.custom<NonNullable<Style['fontFeatures']>>().parse({ ccmp: false, kern: false });

const glyphs = resolved.map(({ font, files: [file = ''] }) => ({ font, opened: openSync(file) }));

/** The font of all that is not lent from another. */
const plain = families[0]?.font ?? '';

/** The font that draws a character; undefined where none does. Only the first draws letters: scripts do not mix. */
function fontOf(character: string): string | undefined {
  const codePoint = character.codePointAt(0) ?? 0;
  const able = /\p{S}/u.test(character) ? glyphs : glyphs.slice(0, 1);
  return able.find(({ opened }) => 'hasGlyphForCodePoint' in opened && opened.hasGlyphForCodePoint(codePoint))?.font;
}

const escaped = (character: string) =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** One spelling for what looks the same, and nothing that is not seen. */
const legible = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '');

/** Text in one font, with what else pdfmake is to do to it. */
export type Run = { text: string; font: string } & Style;

/**
 * A text in the fonts that can draw it, composed (NFC) so that a letter and its mark are one glyph where there is one.
 * A character that no font has is printed as its code, `[U+65E5]`: visibly, and never as an empty box.
 */
export function printable(written: string, style: Style = {}): Run[] {
  const runs: Run[] = [];
  for (const character of legible(written)) {
    const able = character === '\n' ? plain : fontOf(character);
    const run = { ...style, text: able ? character : escaped(character), font: able ?? plain };
    const last = runs.at(-1);
    if (last?.font === run.font) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

const advances = new Map<string, number>();

function advanceOf(character: string): number {
  const known = advances.get(character);
  if (known !== undefined) return known;
  const [{ opened } = {}] = glyphs;
  const able = opened && 'glyphForCodePoint' in opened;
  const ems = able ? opened.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / opened.unitsPerEm : 1;
  advances.set(character, ems);
  return ems;
}

/** How wide a text is in one line, in ems: glyph by glyph, as it is drawn without kerning. */
export const emsOf = (text: string): number => Array.from(text, advanceOf).reduce((sum, ems) => sum + ems, 0);

/** A text in the lines that it fills on paper, each at most `ems` wide; a longer word is cut. */
export function linesOf(written: string, ems: number): string[] {
  const text = printable(written)
    .map((run) => run.text)
    .join('');
  const cut = (word: string) => (emsOf(word) > ems ? inPieces(word, Math.floor(ems)) : [word]);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let room = 0;
    for (const word of paragraph.split(/(?<= )(?! )/).flatMap(cut)) {
      if (lines.length > 0 && emsOf(word.trimEnd()) <= room) lines.push(lines.pop() + word);
      else {
        lines.push(word);
        room = ems;
      }
      room -= emsOf(word);
    }
    return lines;
  });
}

function inPieces(word: string, length: number): string[] {
  const characters = graphemes(word);
  const pieces = Math.ceil(characters.length / length);
  return Array.from({ length: pieces }, (_, piece) => characters.slice(piece * length, (piece + 1) * length).join(''));
}
