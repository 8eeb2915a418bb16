import type { Column, Content, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Fact, FormSheet } from '#domain/print-sheet.ts';
import type { Row, Table } from '#domain/print-tables.ts';
import { filled } from '#domain/print-texts.ts';
import type { Paper } from '#domain/printed-document.ts';
import { chart } from '#functions/prints/chart.ts';
import { features, printable } from '#functions/prints/fonts.ts';
import { ink } from '#functions/prints/ink.ts';

/** Page width, margin and text size of each paper, in points. */
const papers = {
  A4: { size: 'A4', width: 595.28, margin: 40, text: 9 },
  A5: { size: 'A5', width: 419.53, margin: 26, text: 7.5 },
  Letter: { size: 'LETTER', width: 612, margin: 42, text: 9 },
} as const satisfies Record<Paper, object>;

/** A column of a table: its width in digits, 0 for what is left. No column grows with a word, which is broken instead. */
type Columns = { width: number; alignment?: 'right' }[];

const right = { alignment: 'right' } as const;
const columns = {
  services: [{ width: 2 }, { width: 0 }, { width: 12 }, { width: 4, ...right }, { width: 18 }],
  workPlan: [{ width: 2 }, { width: 0 }, { width: 4, ...right }, { width: 4, ...right }, { width: 18 }, { width: 13 }],
  prices: [{ width: 2 }, { width: 0 }, { width: 4, ...right }, { width: 10, ...right }, { width: 10, ...right }],
  payroll: [{ width: 17 }, { width: 0 }, { width: 4, ...right }, { width: 9, ...right }, { width: 9, ...right }],
} satisfies Record<string, Columns>;

/** The order form: how a sheet looks on paper. Everything it says is on the sheet. */
export function orderForm(sheet: FormSheet): TDocumentDefinitions {
  const { size, width, margin, text } = papers[sheet.paper];
  return {
    pageSize: size,
    pageMargins: [margin, margin, margin, margin + 14],
    content: Array.from({ length: sheet.copies }, (_, copy) => ({
      stack: content(sheet, text, width - 2 * margin),
      ...(copy > 0 && { pageBreak: 'before' as const }),
    })),
    footer: (page, pages) => foot(sheet, page, pages, margin),
    ...(sheet.mark && { watermark: { text: sheet.mark, color: ink.mark, opacity: 0.07, bold: true } }),
    defaultStyle: { font: 'NotoSans', fontSize: text, color: ink.text, fontFeatures: features },
    styles: {
      title: { fontSize: text + 2, bold: true, margin: [0, 12, 0, 4], color: ink.tooth },
      caption: { fontSize: text - 1.5, color: ink.quiet },
      detail: { fontSize: text - 0.5, color: ink.quiet },
    },
  };
}

function content(sheet: FormSheet, text: number, width: number): Content[] {
  const digit = text * 0.6;
  const { services, dentalCard, note, workPlan, prices, payroll } = sheet;
  return [
    head(sheet, text),
    parties(sheet),
    facts(sheet.facts),
    ...(services ? [table(services, columns.services, digit, width)] : []),
    ...(dentalCard ? [chart(dentalCard, width)] : []),
    ...(note ? [{ text: printable(note.title), style: 'title' }, { text: printable(note.text) }] : []),
    ...(workPlan ? [table(workPlan, columns.workPlan, digit, width, tickBox)] : []),
    ...(prices ? [table(prices, columns.prices, digit, width)] : []),
    ...(payroll ? [table(payroll, columns.payroll, digit, width)] : []),
    signature(sheet, width),
  ];
}

function head({ form, number, code, version, mark, due }: FormSheet, text: number): Content {
  const [caption, date] = due;
  return {
    columns: [
      {
        stack: [
          { text: printable(form), style: 'caption' },
          { text: number, fontSize: text * 2.6, bold: true },
          { text: [...printable(mark ? `${mark}   ` : '', { bold: true, color: ink.mark }), ...printable(version)] },
        ],
      },
      {
        width: 'auto',
        stack: [
          { text: printable(caption), style: 'caption', alignment: 'right' },
          { text: printable(date), fontSize: text * 1.7, bold: true, alignment: 'right' },
        ],
        margin: [0, text * 0.5, text * 1.6, 0],
      },
      { qr: code, fit: text * 6.6, eccLevel: 'M', mode: 'alphanumeric', version: 1, width: text * 6.6 },
    ],
    margin: [0, 0, 0, 8],
  };
}

function parties({ parties }: FormSheet): Content {
  const cells = parties.map(({ caption, lines }): TableCell => {
    const [name = '', ...others] = lines;
    return {
      stack: [
        { text: printable(caption), style: 'caption' },
        { text: printable(name), bold: true },
        ...others.map((line) => ({ text: printable(line) })),
      ],
    };
  });
  return { table: { widths: cells.map(() => `${100 / cells.length}%`), body: [cells] }, layout: framed };
}

function facts(facts: Fact[]): Content {
  const said = facts.flatMap(([caption, value]) => [
    ...printable(`${caption}\u00A0`, { color: ink.quiet }),
    ...printable(`${value}      `),
  ]);
  return { text: said, margin: [0, 6, 0, 0] };
}

const padding = 3;

/** Thin rules between rows, none at the sides. */
const ruled: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 || line === 1 ? 0 : line === table.body.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => ink.rule,
  paddingTop: (row) => (row === 0 ? 0 : 2.5),
  paddingBottom: () => 2.5,
  paddingLeft: () => padding,
  paddingRight: () => padding,
};

const framed: CustomTableLayout = {
  hLineWidth: () => 0.8,
  vLineWidth: (line, { table }) => (line === 0 || line === table.body[0]?.length ? 0 : 0.4),
  hLineColor: () => ink.rule,
  vLineColor: () => ink.rule,
  paddingTop: () => 5,
  paddingBottom: () => 6,
  paddingLeft: (column) => (column === 0 ? 0 : 8),
  paddingRight: () => 8,
};

/** A table whose title and head are repeated on every page and never stand alone; no row is broken between pages. */
function table(
  { title, head, rows, sums, remarks }: Table,
  columns: Columns,
  digit: number,
  width: number,
  first?: () => Content,
): Content {
  const given = columns.map((column) => column.width * digit);
  const left = width - given.reduce((sum, one) => sum + one, 2 * padding * columns.length);
  const span = (cell: TableCell): TableCell[] => [cell, ...columns.slice(1).map(() => '')];
  const aligned = columns.map(({ alignment }) => alignment ?? ('left' as const));
  const heading = head.map(
    (text, index): TableCell => ({
      text: printable(text),
      style: 'caption',
      fillColor: ink.shade,
      alignment: aligned[index] ?? 'left',
    }),
  );
  const bodyRow = ({ cells, details }: Row): TableCell[] =>
    cells.map((text, index): TableCell => {
      if (index === 0 && first) return first();
      const alignment = aligned[index] ?? 'left';
      if (index !== 1) return { text: printable(text), alignment };
      const lines = details.map((detail) => ({ text: printable(detail), style: 'detail' }));
      return { stack: [{ text: printable(text), bold: !first }, ...lines] };
    });
  const sumRow = ([caption, amount]: [string, string], index: number): TableCell[] => [
    { text: printable(caption), colSpan: columns.length - 1, alignment: 'right', bold: index === sums.length - 1 },
    ...columns.slice(2).map(() => ''),
    { text: printable(amount), alignment: 'right', bold: index === sums.length - 1 },
  ];
  const said: Content[] = remarks.map((remark) => ({ text: printable(remark), style: 'detail', margin: [3, 3, 0, 0] }));
  return {
    stack: [
      {
        table: {
          headerRows: 2,
          keepWithHeaderRows: 1,
          dontBreakRows: true,
          widths: given.map((one) => one || left),
          body: [
            span({ text: printable(title), style: 'title', colSpan: columns.length, margin: [-3, 12, 0, 2] }),
            heading,
            ...rows.map(bodyRow),
            ...sums.map(sumRow),
          ],
        },
        layout: ruled,
      },
      ...said,
    ],
  };
}

const tickBox = (): Content => ({
  canvas: [{ type: 'rect', x: 0, y: 1.5, w: 8, h: 8, lineWidth: 0.8, lineColor: ink.text }],
});

function signature({ signature, prescription }: FormSheet, width: number): Content {
  const line = (text: string, share: number): Column => ({
    width: width * share,
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width * share - 20, y2: 0, lineWidth: 0.6, lineColor: ink.text }] },
      { text: printable(text), style: 'caption', margin: [0, 2, 0, 0] },
    ],
  });
  return {
    unbreakable: true,
    margin: [0, 38, 0, 0],
    stack: [
      { columns: [line(signature.dentist, 0.6), line(signature.date, 0.4)] },
      ...(prescription
        ? [{ text: printable(prescription), style: 'caption', margin: [0, 8, 0, 0] } satisfies Content]
        : []),
    ],
  };
}

/** Number and version on every page; the pages of each copy are counted by themselves. */
function foot(
  { number, version, mark, page: text, copies }: FormSheet,
  page: number,
  pages: number,
  margin: number,
): Content {
  const each = pages / copies;
  return {
    columns: [
      {
        text: [...printable(number, { bold: true }), ...printable(['', version, ...(mark ? [mark] : [])].join('   '))],
      },
      { text: printable(filled(text, ((page - 1) % each) + 1, each)), alignment: 'right' },
    ],
    style: 'caption',
    margin: [margin, 6, margin, 0],
  };
}
