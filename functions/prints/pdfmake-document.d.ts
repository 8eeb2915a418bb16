/** The part of pdfmake's document that we use; pdfmake has no types for it. */
declare module 'pdfmake/js/PDFDocument.js' {
  type Layout = { glyphs: object[]; positions: object[]; advanceWidth: number };
  /** A font of one document. Its tables are read on first use, and then kept. */
  export type DocumentFont = {
    font: { GPOS: object; GSUB: object; _tables: Record<string, object> };
    layoutRun(text: string, features?: object): Layout;
  };
  type Document = { prototype: { provideFont(family: string, bold?: boolean, italics?: boolean): DocumentFont } };
  const module: { default: Document };
  export default module;
}
