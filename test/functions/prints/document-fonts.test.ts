import pdfmake from 'pdfmake';
import type { DocumentFont } from 'pdfmake/js/PDFDocument.js';
import { describe, expect, it } from 'vitest';
import { features, printable } from '#functions/prints/fonts.ts';
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
});
