/** The part of pdfmake's document that we use; pdfmake has no types for it. */
declare module 'pdfmake/js/PDFDocument.js' {
  type Layout = { glyphs: object[]; positions: object[]; advanceWidth: number };
  type Table = 'GPOS' | 'GSUB' | 'head' | 'hmtx' | 'loca' | 'name';
  /** A font of one document. Its tables are read on first use, and then kept in `_tables`. */
  export type DocumentFont = {
    font: Record<Table, object> & { _tables: object };
    layoutRun(text: string, features?: object): Layout;
  };
  type Document = { prototype: { provideFont(family: string, bold?: boolean, italics?: boolean): DocumentFont } };
  const module: { default: Document };
  export default module;
}
