import module, { type DocumentFont } from 'pdfmake/js/PDFDocument.js';

/** What the fonts say of glyphs that stand for each other and of where marks stand: their largest tables, by font and weight. */
const tables = new Map<string, Pick<DocumentFont['font'], 'GPOS' | 'GSUB'>>();

/** Gives a font the tables that a document before it has read, and lays out a text once, however often it is measured. */
function prepare(font: DocumentFont, name: string): void {
  const { GPOS, GSUB } = tables.get(name) ?? font.font;
  tables.set(name, { GPOS, GSUB });
  Object.assign(font.font._tables, { GPOS, GSUB });
  const layoutRun = font.layoutRun.bind(font);
  const known = new Map<object | undefined, Map<string, ReturnType<typeof layoutRun>>>();
  font.layoutRun = (text, features) => {
    // By the object itself: fontkit writes into it.
    const runs = known.get(features) ?? new Map();
    known.set(features, runs);
    const run = runs.get(text) ?? layoutRun(text, features);
    runs.set(text, run);
    return run;
  };
}

/** pdfmake opens its fonts for each document, and would read their tables again: longer than all else of a form takes. */
export function readFontsOnce(): void {
  const prepared = new WeakSet<DocumentFont>();
  const { prototype } = module.default;
  const { provideFont } = prototype;
  prototype.provideFont = function (...which) {
    const font = provideFont.apply(this, which);
    if (!prepared.has(font)) prepare(font, which.join());
    prepared.add(font);
    return font;
  };
}
