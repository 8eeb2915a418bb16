import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create } from 'fontkit';
import type { Style } from 'pdfmake/interfaces.js';
import * as z from 'zod/mini';
import { characterCode } from '#domain/printing/printed-as-code.ts';
import { families } from '#functions/prints/families.ts';

const { resolve } = createRequire(import.meta.url);

/** Ascent and descent of the first font, in thousandths of an em. */
const [ascent, descent] = [1069, -293];

/** A font for signs with the line height of the first font: pdfmake makes a line as high as its highest font. */
function levelled(font: Buffer): Buffer {
  const heights = font.readUInt32BE(font.indexOf('hhea') + 8) + 4;
  font.writeInt16BE(ascent, heights);
  font.writeInt16BE(descent, heights + 2);
  return font;
}

const read = families.map(({ font, files: [normal = '', bold] }, index) => {
  const file = (name: string) => {
    const path = resolve(name);
    return { path, content: index === 0 ? readFileSync(path) : levelled(readFileSync(path)) };
  };
  const regular = file(normal);
  return { font, regular, bold: bold ? file(bold) : regular };
});

/** The font files for pdfmake. */
export const fontFiles = read.flatMap(({ regular, bold }) => [regular, bold]);

/** The fonts in pdfmake's format. */
export const fonts = Object.fromEntries(
  read.map(({ font, regular, bold }) => [font, { normal: regular.path, bold: bold.path }]),
);

/**
 * OpenType features that are off. Without `ccmp`, two characters never become one glyph, so text copied from the PDF is
 * right. Without `kern` and `dist` a text is as wide as its characters are, and it takes a third less time. pdfmake's types
 * only allow features to be added, fontkit can also remove them.
 */
export const features = z.custom<NonNullable<Style['fontFeatures']>>().parse({ ccmp: false, kern: false, dist: false });

const opened = read.map(({ font, regular, bold }) => ({
  font,
  regular: create(regular.content),
  bold: create(bold.content),
}));

/** The font of a character, and its width in ems. */
type Glyph = { font: string; regular: number; bold: number };

const known = new Map<string, Glyph>();

/** Marks that are drawn with a dotted circle where no letter takes them. It is counted always, so a line may end early. */
const circled = /(?=\p{Script=Devanagari})\p{M}/u;
const dottedCircle = 0x25cc;

/**
 * How a character is drawn; undefined if no font has it. Letters come only from the first font, so that scripts do not
 * mix.
 */
function glyphOf(character: string): Glyph | undefined {
  const seen = known.get(character);
  if (seen) return seen;
  const codePoint = character.codePointAt(0) ?? 0;
  const able = /\p{S}/u.test(character) ? opened : opened.slice(0, 1);
  const found = able.find(
    ({ regular }) => 'hasGlyphForCodePoint' in regular && regular.hasGlyphForCodePoint(codePoint),
  );
  if (!found) return;
  const drawn = circled.test(character) ? [codePoint, dottedCircle] : [codePoint];
  const widthIn = (font: typeof found.regular) => {
    if (!('glyphForCodePoint' in font)) return 1;
    return drawn.reduce((sum, one) => sum + font.glyphForCodePoint(one).advanceWidth, 0) / font.unitsPerEm;
  };
  const glyph = { font: found.font, regular: widthIn(found.regular), bold: widthIn(found.bold) };
  known.set(character, glyph);
  return glyph;
}

/**
 * NFC, with invisible characters removed. An invisible letter becomes its code, and so does an enclosing mark, which
 * would be drawn over its neighbours and into the quiet zone of a code.
 */
const legible = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, (sign) => (/\p{L}/u.test(sign) ? characterCode(sign) : ''))
    .replace(/\p{Me}/gu, characterCode);

/** Text in one font, with its style for pdfmake. */
export type Run = { text: string; font: string } & Style;

/** The font for everything that other fonts do not add. */
const plain = families[0]?.font ?? '';

/**
 * A text as runs in the fonts that can draw it, composed (NFC) so that a letter and its mark are one glyph. A character
 * that no font has is printed as its code, `[U+65E5]`, never as an empty box.
 */
export function printable(written: string, style: Style = {}): Run[] {
  const runs: Run[] = [];
  for (const character of legible(written)) {
    const glyph = character === '\n' ? { font: plain } : glyphOf(character);
    const run = { ...style, text: glyph ? character : characterCode(character), font: glyph?.font ?? plain };
    const last = runs.at(-1);
    if (last?.font === run.font) last.text += run.text;
    else runs.push(run);
  }
  return runs;
}

/** The width of a run in one line, in ems, without kerning. */
export function emsOf({ text, bold }: Pick<Run, 'text' | 'bold'>): number {
  let ems = 0;
  for (const character of text) ems += glyphOf(character)?.[bold ? 'bold' : 'regular'] ?? 0;
  return ems;
}
