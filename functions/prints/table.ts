import type { Alignment, Content, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import type { Row, Table } from '#domain/printing/print-tables.ts';
import { emsOf, printable } from '#functions/prints/fonts.ts';
import { type Look, textLines } from '#functions/prints/lines.ts';
import { pageStyle } from '#functions/prints/page-style.ts';

/**
 * A column: its least width in digits, or 0 for the rest of the table. With `grows` it becomes as wide as its widest
 * cell, for numbers, dates and money, which must not break; in other columns long words are broken.
 */
export type Column = { width: number; grows?: true; alignment?: Alignment };

/** The styles of a form's texts. */
export type Looks = Record<'plain' | 'bold' | 'title' | 'caption' | 'detail', Look>;

/**
 * How to lay out a table: styles, width in points, what is in the first cells, and the content that must stay with its
 * end.
 */
export type Drawing = { looks: Looks; width: number; first?: () => Content; following?: readonly Content[] };

const padding = { side: 3, above: 2.5 };
const thin = 0.4;

/**
 * How many lines of a row, and how many last rows, stay together. With the table's head this fits the smallest page.
 */
const tall = 20;

/** The lines of a cell, which spans one column or several. */
type Cell = { lines: Content[]; span?: number };

/** A part of a row that is kept on one page. */
type Piece = { cells: Cell[]; height: number; goesOn: boolean };

/** A row in parts of about the same height; most rows are one part. */
function inPieces(cells: Cell[]): Piece[] {
  const height = Math.max(...cells.map(({ lines }) => lines.length));
  const pieces = Math.ceil(height / tall);
  const each = Math.ceil(height / pieces);
  return Array.from({ length: pieces }, (_, piece) => ({
    cells: cells.map((cell) => ({ ...cell, lines: cell.lines.slice(piece * each, (piece + 1) * each) })),
    height: each,
    goesOn: piece < pieces - 1,
  }));
}

const rowOf = ({ cells }: Piece): TableCell[] =>
  cells.flatMap(({ lines, span = 1 }) => [
    { stack: lines, colSpan: span },
    ...Array.from({ length: span - 1 }, (): TableCell => ''),
  ]);

/** Where the parts of a table begin, whether the first continues a row, and how thick the line below is. */
type Ruling = { from: number; goneOn: boolean; closing: number };

/** Thin lines between rows, none at the sides or inside a row, and no padding around what is below the rows. */
const ruled = (pieces: readonly Piece[], { from, goneOn, closing }: Ruling): CustomTableLayout => {
  const goesOn = (piece: number) => (piece < 0 ? goneOn : pieces[piece]?.goesOn);
  return {
    hLineWidth: (line) => {
      const above = line - from - 1;
      if (above < 0 || above >= pieces.length || goesOn(above)) return 0;
      return above === pieces.length - 1 ? closing : thin;
    },
    vLineWidth: () => 0,
    hLineColor: () => pageStyle.rule,
    paddingTop: (row) => (row - from === pieces.length || goesOn(row - from - 1) ? 0 : padding.above),
    paddingBottom: (row) => (row - from === pieces.length || goesOn(row - from) ? 0 : padding.above),
    paddingLeft: () => padding.side,
    paddingRight: () => padding.side,
  };
};

/**
 * A table. Title and head are repeated on every page, and never alone on one. A row breaks between pages only if it
 * would fill most of one. Sums stay with each other and the last row, and `following` stays with them.
 */
export function table(content: Table, columns: readonly Column[], drawing: Drawing): Content[] {
  const { title, head, rows, sums, remarks } = content;
  const { looks, width, first, following = [] } = drawing;
  const widths = widthsOf(columns, content, looks.plain.fontSize, width);
  const span = (cell: TableCell): TableCell[] => [cell, ...columns.slice(1).map(() => '')];
  const alignment = (index: number) => columns[index]?.alignment ?? 'left';
  const cell = (text: string, index: number, look: Look): Content[] =>
    textLines(text, widths[index] ?? 0, { ...look, alignment: alignment(index) });
  const row = ({ cells, details }: Row): Cell[] =>
    cells.map((text, index) => {
      if (index === 0 && first) return { lines: [first()] };
      if (index !== 1) return { lines: cell(text, index, looks.plain) };
      const below = details.flatMap((detail) => cell(detail, index, looks.detail));
      return { lines: [...cell(text, index, first ? looks.plain : looks.bold), ...below] };
    });
  const captioned = columns.length - 1;
  const captionWidth = widths.slice(0, captioned).reduce((sum, one) => sum + one + 2 * padding.side, -2 * padding.side);
  const sum = ([caption, amount]: [string, string], index: number): Cell[] => {
    const look = index === sums.length - 1 ? looks.bold : looks.plain;
    return [
      { lines: textLines(caption, captionWidth, { ...look, alignment: 'right' }), span: captioned },
      { lines: cell(amount, captioned, look) },
    ];
  };
  const remarkBlocks = remarks.map((remark) => ({
    stack: textLines(remark, width - padding.side, looks.detail),
    margin: [padding.side, 3, 0, 0] satisfies [number, number, number, number],
  }));
  const pieces = [...rows.map(row), ...sums.map(sum)].flatMap(inPieces);
  const ends = pieces.length - endOf(pieces, sums.length);
  const [above, below] = [pieces.slice(0, ends), pieces.slice(ends)];
  const last: Content[] =
    below.length > 0
      ? [
          {
            table: { widths: [...widths], body: below.map(rowOf) },
            layout: ruled(below, { from: 0, goneOn: above.at(-1)?.goesOn ?? false, closing: 0.8 }),
            margin: [-padding.side, 0, -padding.side, 0],
          },
        ]
      : remarkBlocks.splice(0, 1);
  return [
    {
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths,
        body: [
          span({
            stack: textLines(title, width, looks.title),
            colSpan: columns.length,
            margin: [-padding.side, 12 - padding.above, 0, 2],
          }),
          head.map(
            (text, index): TableCell => ({ stack: cell(text, index, looks.caption), fillColor: pageStyle.shade }),
          ),
          ...above.map(rowOf),
          span({ stack: [...last, ...following], colSpan: columns.length }),
        ],
      },
      layout: ruled(above, { from: 2, goneOn: false, closing: thin }),
    },
    ...remarkBlocks,
  ];
}

/** The widths of columns in points. */
function widthsOf(columns: readonly Column[], { head, rows, sums }: Table, text: number, width: number): number[] {
  const digit = text * 0.6;
  const bold = (word: string) => printable(word, { bold: true }).reduce((ems, run) => ems + emsOf(run), 0);
  const least = columns.map(({ width, grows }, index) => {
    if (!grows) return width * digit;
    const amounts = index === columns.length - 1 ? sums.map(([, amount]) => amount) : [];
    const words = [...(head[index] ?? '').split(' '), ...rows.map(({ cells }) => cells[index] ?? ''), ...amounts];
    // Two per cent more, because this measures without pdfmake.
    return Math.max(width * digit, ...[...new Set(words)].map((word) => bold(word) * text * 1.02));
  });
  const left = width - least.reduce((sum, one) => sum + one, 2 * padding.side * columns.length);
  return least.map((one) => one || left);
}

/** How many of the last parts stay together: all sums and the end of the last row, if they are not too high. */
function endOf(pieces: readonly Piece[], sums: number): number {
  const wanted = pieces.slice(-(sums + 1)).reverse();
  let height = 0;
  const torn = wanted.findIndex((piece) => {
    // The padding is half a line.
    height += piece.height + 0.5;
    return height > tall + 0.5;
  });
  return torn < 0 ? wanted.length : torn;
}
