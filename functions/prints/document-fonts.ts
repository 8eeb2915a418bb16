import module, { type DocumentFont } from 'pdfmake/js/PDFDocument.js';

/** The tables that were read of each font, by font and weight. */
const tables = new Map<string, DocumentFont['font']['_tables']>();

/** Where a text has no marks, none are placed: reading the rules for them takes an eighth of a first print. */
const featuresOf = (text: string, features?: object) =>
  /\p{M}/u.test(text) ? features : { ...features, mark: false, mkmk: false };

/** Gives a font the tables that earlier documents have read, and lays out each text only once. */
function prepare(font: DocumentFont, name: string): void {
  const read = tables.get(name) ?? font.font._tables;
  tables.set(name, read);
  font.font._tables = read;
  const layoutRun = font.layoutRun.bind(font);
  const known = new Map<object | undefined, Map<string, ReturnType<typeof layoutRun>>>();
  font.layoutRun = (text, features) => {
    // Keyed by the object itself, because fontkit writes into it.
    const runs = known.get(features) ?? new Map();
    known.set(features, runs);
    const run = runs.get(text) ?? layoutRun(text, featuresOf(text, features));
    runs.set(text, run);
    return run;
  };
}

/**
 * Reads the fonts' tables once for all documents. pdfmake opens its fonts for each document, and reading them again
 * would take longer than the rest of a form.
 */
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
