import type {
  Alignment,
  Column as Block,
  Content,
  CustomTableLayout,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces.js';
import type { Fact, FormSheet } from '#domain/print-sheet.ts';
import type { Row, Table } from '#domain/print-tables.ts';
import { filled } from '#domain/print-texts.ts';
import type { Paper } from '#domain/printed-document.ts';
import { chart } from '#functions/prints/chart.ts';
import { emsOf, features, linesOf, printable } from '#functions/prints/fonts.ts';
import { ink } from '#functions/prints/ink.ts';

/** Page width, margin and text size of each paper, in points. */
const papers = {
  A4: { size: 'A4', width: 595.28, margin: 40, text: 9 },
  A5: { size: 'A5', width: 419.53, margin: 26, text: 7.5 },
  Letter: { size: 'LETTER', width: 612, margin: 42, text: 9 },
} as const satisfies Record<Paper, object>;

/**
 * A column of a table: its least width in digits, 0 for what is left. One of numbers, dates or money grows with them, for
 * none is broken; no other grows with a word, which is broken instead.
 */
type Column = { width: number; grows?: true; alignment?: Alignment };

const rest: Column = { width: 0 };
const position: Column = { width: 2, grows: true };
const quantity: Column = { width: 4, grows: true, alignment: 'right' };
const money: Column = { width: 9, grows: true, alignment: 'right' };
const columns = {
  services: [position, rest, { width: 13 }, quantity, { width: 18 }],
  workPlan: [{ width: 2 }, rest, quantity, quantity, { width: 18 }, { width: 13, grows: true }],
  prices: [position, rest, quantity, money, money],
  payroll: [{ width: 17 }, rest, quantity, money, money],
} satisfies Record<string, Column[]>;

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

/** What is prescribed, signed, and then what the order costs and who does it: nobody signs for pay. */
function content(sheet: FormSheet, text: number, width: number): Content[] {
  const { services, dentalCard, note, workPlan, prices, payroll } = sheet;
  const signed = [signature(sheet, width)];
  const last = note ?? dentalCard ?? services;
  const following = (section: object) => (section === last ? signed : []);
  const tables = { text, width };
  return [
    head(sheet, text),
    parties(sheet),
    facts(sheet.facts),
    ...(sheet.notation
      ? [{ text: printable(sheet.notation), bold: true, margin: [0, 6, 0, 0] } satisfies Content]
      : []),
    ...(services ? table(services, columns.services, { ...tables, following: following(services) }) : []),
    ...(dentalCard ? [chart(dentalCard, width, following(dentalCard))] : []),
    ...(note ? remark(note, width / text, signed) : []),
    ...(last ? [] : signed),
    ...(workPlan ? table(workPlan, columns.workPlan, { ...tables, first: tickBox }) : []),
    ...(prices ? table(prices, columns.prices, tables) : []),
    ...(payroll ? table(payroll, columns.payroll, tables) : []),
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

/** The note, `ems` wide: its heading stays with its first lines, and its last with what follows. */
function remark(
  { title, text }: { title: string; text: string },
  ems: number,
  following: readonly Content[],
): Content[] {
  const [heading, lines]: [Content, Content[]] = [
    { text: printable(title), style: 'title' },
    // Two hundredths of the width stay free, because pdfmake measures for itself.
    linesOf(text, ems * 0.98).map((line) => ({ text: printable(line || ' ') })),
  ];
  const few = 3;
  const together = (...stack: Content[]): Content => ({ unbreakable: true, stack });
  if (lines.length <= 2 * few) return [together(heading, ...lines, ...following)];
  return [
    together(heading, ...lines.slice(0, few)),
    ...lines.slice(few, -few),
    together(...lines.slice(-few), ...following),
  ];
}

const padding = 3;

/** Thin rules between rows, none at the sides. */
const ruled: CustomTableLayout = {
  vLineWidth: () => 0,
  hLineColor: () => ink.rule,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
  paddingLeft: () => padding,
  paddingRight: () => padding,
};

/** Title, heads, rows, and the end of the table as one last row. */
const beginning: CustomTableLayout = {
  ...ruled,
  hLineWidth: (line, { table }) => (line < 2 || line === table.body.length ? 0 : 0.4),
  paddingTop: (row, { table }) => (row === 0 || row === table.body.length - 1 ? 0 : 2.5),
  paddingBottom: (row, { table }) => (row === table.body.length - 1 ? 0 : 2.5),
};

const ending: CustomTableLayout = {
  ...ruled,
  hLineWidth: (line, { table }) => (line === 0 ? 0 : line === table.body.length ? 0.8 : 0.4),
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

/** How a table is drawn: the size of its text and its width in points, what stands in its first cells, and what follows it. */
type Drawing = { text: number; width: number; first?: () => Content; following?: readonly Content[] };

/**
 * A table whose title and head are repeated on every page and never stand alone; no row is broken between pages. Sums
 * stay with each other and the last row, and what follows stays with them.
 */
function table({ title, head, rows, sums, remarks }: Table, columns: Column[], drawing: Drawing): Content[] {
  const { text, width, first, following = [] } = drawing;
  const widths = widthsOf(columns, { head, rows, sums }, text, width);
  const span = (cell: TableCell): TableCell[] => [cell, ...columns.slice(1).map(() => '')];
  const styleOf = (index: number) => {
    const { alignment = 'left', grows = false } = columns[index] ?? rest;
    return { alignment, noWrap: grows };
  };
  const heading = head.map(
    (text, index): TableCell => ({
      text: printable(text),
      style: 'caption',
      fillColor: ink.shade,
      alignment: styleOf(index).alignment,
    }),
  );
  const bodyRow = ({ cells, details }: Row): TableCell[] =>
    cells.map((text, index): TableCell => {
      if (index === 0 && first) return first();
      if (index !== 1) return { text: printable(text), ...styleOf(index) };
      const lines = details.map((detail) => ({ text: printable(detail), style: 'detail' }));
      return { stack: [{ text: printable(text), bold: !first }, ...lines] };
    });
  const sumRow = ([caption, amount]: [string, string], index: number): TableCell[] => [
    { text: printable(caption), colSpan: columns.length - 1, alignment: 'right', bold: index === sums.length - 1 },
    ...columns.slice(2).map(() => ''),
    { text: printable(amount), alignment: 'right', noWrap: true, bold: index === sums.length - 1 },
  ];
  const said = remarks.map((remark): Content => ({ text: printable(remark), style: 'detail', margin: [3, 3, 0, 0] }));
  const body = [...rows.map(bodyRow), ...sums.map(sumRow)];
  const ends = body.length - endOf(rows, sums);
  const last: Content[] =
    body.length > 0
      ? [{ table: { widths: [...widths], body: body.slice(ends) }, layout: ending, margin: [-padding, 0, -padding, 0] }]
      : said.splice(0, 1);
  return [
    {
      table: {
        headerRows: 2,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        widths,
        body: [
          span({ text: printable(title), style: 'title', colSpan: columns.length, margin: [-3, 12, 0, 2] }),
          heading,
          ...body.slice(0, ends),
          span({ stack: [...last, ...following], colSpan: columns.length }),
        ],
      },
      layout: beginning,
    },
    ...said,
  ];
}

/** The widths of columns in points. */
function widthsOf(
  columns: Column[],
  { head, rows, sums }: Pick<Table, 'head' | 'rows' | 'sums'>,
  text: number,
  width: number,
): number[] {
  const digit = text * 0.6;
  const least = columns.map(({ width, grows }, index) => {
    if (!grows) return width * digit;
    const amounts = index === columns.length - 1 ? sums.map(([, amount]) => amount) : [];
    const words = [...(head[index] ?? '').split(' '), ...rows.map(({ cells }) => cells[index] ?? ''), ...amounts];
    // A twentieth more, for what is bold.
    return Math.max(width * digit, ...[...new Set(words)].map((word) => emsOf(word) * text * 1.05));
  });
  const left = width - least.reduce((sum, one) => sum + one, 2 * padding * columns.length);
  return least.map((one) => one || left);
}

/** How many of the last rows and sums stay together: all sums and a row, if they do not fill the smallest page. */
function endOf(rows: readonly Row[], sums: Table['sums']): number {
  const texts = [...rows.slice(-1).map(({ cells, details }) => [...cells, ...details]), ...sums];
  // Each takes a line and one more for every 24 ems, which is what a column has at least on paper.
  let room = 20;
  const torn = texts.findLastIndex((said) => {
    room -= 1 + emsOf(said.join(' ')) / 24;
    return room < 0;
  });
  return Math.max(1, texts.length - 1 - torn);
}

const tickBox = (): Content => ({
  canvas: [{ type: 'rect', x: 0, y: 1.5, w: 8, h: 8, lineWidth: 0.8, lineColor: ink.text }],
});

function signature({ signature, prescription }: FormSheet, width: number): Content {
  const line = (text: string, share: number): Block => ({
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
