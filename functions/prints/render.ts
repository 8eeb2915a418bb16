import { createHash } from 'node:crypto';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import * as z from 'zod/mini';
import type { DocumentId } from '#domain/kernel/identifiers.ts';
import type { Print, PrintSheet } from '#domain/printing/print-sheet.ts';
import { assertAllPrinted, numberRuns } from '#functions/prints/assert-all-printed.ts';
import { readFontsOnce } from '#functions/prints/document-fonts.ts';
import { fontFiles, fonts } from '#functions/prints/fonts.ts';
import { label } from '#functions/prints/label.ts';
import { orderForm } from '#functions/prints/order-form.ts';

/** Raise this with every change of the layout, so that prints get new document ids. */
const look = 6;

pdfmake.setFonts(fonts);
readFontsOnce();
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

/** pdfmake's virtual files, which it reads before the disk; its types do not have them. */
const { virtualfs } = z
  .object({ virtualfs: z.custom<{ writeFileSync(file: string, content: Buffer): void }>() })
  .parse(pdfmake);
for (const { path, content } of fontFiles) virtualfs.writeFileSync(path, content);

/** The id of a print: the same for the same sheet, version and layout, if the same people may see it. */
export const documentIdOf = ({ sheet, version, pay }: Pick<Print, 'sheet' | 'version' | 'pay'>): DocumentId =>
  sha256(JSON.stringify([look, sheet, version, pay]));

export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** The sheet as a PDF. The bytes are the same every time: all dates are the order's. */
export async function render(sheet: PrintSheet): Promise<Buffer> {
  const definition: TDocumentDefinitions = sheet.kind === 'form' ? orderForm(sheet) : label(sheet);
  const texts = numberRuns(definition.content);
  const at = new Date(sheet.at);
  const output = pdfmake.createPdf({
    ...definition,
    version: '1.7',
    language: sheet.language,
    displayTitle: true,
    info: {
      title: sheet.title,
      subject: sheet.number,
      creator: 'Order desk',
      producer: 'Order desk',
      creationDate: at,
      modDate: at,
    },
  });
  const document = await output.getStream();
  assertAllPrinted(document, texts);
  repeat(document, sheet.copies);
  return output.getBuffer();
}

/** pdfkit's page tree; its types do not have it. */
type Page = { data: { Parent: { data: { Kids: Page[]; Count: number } } }; end(): void };

/** Adds the finished pages to the document again for each further copy. They are drawn and stored only once. */
function repeat(document: PDFKit.PDFDocument, copies: number): void {
  const tree = z.custom<Page>().parse(document.page.dictionary).data.Parent.data;
  const pages = [...tree.Kids];
  for (let copy = 1; copy < copies; copy++)
    for (const { data } of pages) {
      const page = z.custom<Page>().parse(document.ref({ ...data }));
      page.end();
      tree.Kids.push(page);
      tree.Count++;
    }
}
