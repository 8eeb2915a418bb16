import * as z from 'zod/mini';
import type { Run } from '#functions/prints/fonts.ts';
import { pageStyle } from '#functions/prints/page-style.ts';

/** A run with its number; pdfmake copies unknown members from a text to its lines. */
type NumberedRun = Run & { runNumber?: number };

/** The part of pdfmake's layout that we read; its types do not have it. */
type Inline = NumberedRun & { x: number; width: number; trailingCut: number };
type Item = { type: string; item: { x: number; y: number; inlines: Inline[]; getHeight(): number } };
type Page = { pageSize: { width: number; height: number }; items: Item[] };
const LaidOut = z.object({ _pdfMakePages: z.custom<Page[]>(Array.isArray) });

const isRun = (node: object): node is NumberedRun => 'font' in node && 'text' in node && typeof node.text === 'string';

function runsIn(node: unknown): NumberedRun[] {
  if (typeof node !== 'object' || node === null) return [];
  if (isRun(node)) return [node];
  return (Array.isArray(node) ? node : Object.values(node)).flatMap(runsIn);
}

/** Numbers all runs before pdfmake splits them, and returns their texts. */
export function numberRuns(content: unknown): string[] {
  return runsIn(content).map((run, index) => {
    run.runNumber = index;
    return run.text;
  });
}

const compact = (text: string) => text.replace(/\s/g, '');

/**
 * Throws unless every text is on the pages, complete and within the margins. pdfmake silently drops what does not fit;
 * a print that lost text must fail and never be a prescription with a gap.
 */
export function assertAllPrinted(document: PDFKit.PDFDocument, texts: readonly string[]): void {
  const drawn: string[] = texts.map(() => '');
  let outside = 0;
  for (const { pageSize, items } of LaidOut.parse(document)._pdfMakePages)
    for (const { type, item } of items) {
      if (type !== 'line') continue;
      for (const { runNumber, text, x, width, trailingCut } of item.inlines) {
        const left = item.x + x;
        const inside =
          Math.min(
            left,
            item.y,
            pageSize.width - left - width + trailingCut,
            pageSize.height - item.y - item.getHeight(),
          ) >
          pageStyle.edge - 0.1;
        if (!inside) outside++;
        if (runNumber !== undefined) drawn[runNumber] += text;
      }
    }
  const lost = texts.filter((text, index) => !compact(drawn[index] ?? '').includes(compact(text))).length;
  if (lost + outside > 0) throw new Error(`Of a print, ${lost} texts would be lost and ${outside} cut at an edge.`);
}
