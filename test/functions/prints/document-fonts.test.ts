import { create } from 'fontkit';
import pdfmake from 'pdfmake';
import type { DocumentFont } from 'pdfmake/js/PDFDocument.js';
import { describe, expect, it } from 'vitest';
import { features, fontFiles, printable } from '#functions/prints/fonts.ts';
import '#functions/prints/render.ts';

async function fontOfNewDocument(): Promise<DocumentFont> {
  const definition = { content: [{ text: printable('Krone') }], defaultStyle: { font: 'NotoSans' } };
  const document = await pdfmake.createPdf(definition as never).getStream();
  return Object(document).provideFont('NotoSans', false, false);
}

describe('The fonts of a document', () => {
  it('take the tables that were read for the documents before, and nothing that a text of those has left', async () => {
    const [one, other] = [await fontOfNewDocument(), await fontOfNewDocument()];
    expect(other.font === one.font).toBe(false);
    for (const table of ['GPOS', 'GSUB', 'head', 'hmtx', 'loca', 'name'] as const)
      expect(other.font[table] === one.font[table], table).toBe(true);
    expect(other.layoutRun('Krone') === one.layoutRun('Krone')).toBe(false);
  });

  it('lay out a text once, with each set of features', async () => {
    const font = await fontOfNewDocument();
    const run = font.layoutRun('Krone', features);
    expect(font.layoutRun('Krone', features) === run).toBe(true);
    expect(font.layoutRun('Krone') === run).toBe(false);
    expect(font.layoutRun('Brücke', features) === run).toBe(false);
  });

  it('place the marks of a text, and place every character without marks as if none were looked for', async () => {
    const font = await fontOfNewDocument();
    const [, below] = font.layoutRun('ẹ\u0301', features).positions;
    expect(below).toMatchObject({ xOffset: expect.any(Number), yOffset: expect.any(Number) });
    expect(below).not.toMatchObject({ xOffset: 0, yOffset: 0 });
    for (const { content } of fontFiles) {
      const file = create(content);
      if (!('layout' in file)) throw new Error('A file has one font.');
      const text = String.fromCodePoint(...file.characterSet).replace(/\p{M}/gu, '');
      const without = file.layout(text, { ...features, mark: false, mkmk: false });
      expect(without.positions).toEqual(file.layout(text, features).positions);
    }
  });
});
