/** How long a joined PDF is kept in memory, in milliseconds: as long as the links of its parts are good. */
const lifetime = 15 * 60_000;

/**
 * Joins PDFs into one, in their sequence, and returns its address in this page; null where one could not be read. What joins
 * them is loaded when it is needed.
 */
export async function onePdf(urls: readonly string[]): Promise<string | null> {
  try {
    const { PDFDocument } = await import('@cantoo/pdf-lib');
    const whole = await PDFDocument.create({ updateMetadata: false });
    for (const url of urls) {
      const answer = await fetch(url);
      if (!answer.ok) return null;
      const part = await PDFDocument.load(await answer.arrayBuffer());
      for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
    }
    const bytes = new Uint8Array(await whole.save());
    const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
    setTimeout(() => URL.revokeObjectURL(url), lifetime);
    return url;
  } catch {
    return null;
  }
}
