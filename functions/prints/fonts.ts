import { createRequire } from 'node:module';
import { openSync } from 'fontkit';
import type { Style } from 'pdfmake/interfaces.js';
import * as z from 'zod';
import { families } from '#functions/prints/places.ts';

const { resolve } = createRequire(import.meta.url);

/** The fonts, as pdfmake takes them. */
const resolved = families.map(({ font, files }) => ({ font, files: files.map((file) => resolve(file)) }));

export const fonts = Object.fromEntries(
  resolved.map(({ font, files: [normal = '', bold = normal] }) => [font, { normal, bold }]),
);

export const fontFiles: string[] = resolved.flatMap(({ files }) => files);

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

/** How wide a text is in one line, in ems. */
export function emsOf(text: string): number {
  const [{ opened } = {}] = glyphs;
  return opened && 'layout' in opened ? opened.layout(text, []).advanceWidth / opened.unitsPerEm : text.length;
}
