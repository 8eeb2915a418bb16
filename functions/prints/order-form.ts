import type { Column as Block, Content, CustomTableLayout, Style, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { FormSheet } from '#domain/printing/print-sheet.ts';
import { formatText } from '#domain/printing/print-texts.ts';
import type { Paper } from '#domain/printing/printed-document.ts';
import { blocksOf, heading, stacked } from '#functions/prints/blocks.ts';
import { chart } from '#functions/prints/chart.ts';
import { qrCode } from '#functions/prints/codes.ts';
import { features, printable } from '#functions/prints/fonts.ts';
import { textLines } from '#functions/prints/lines.ts';
import { pageStyle } from '#functions/prints/page-style.ts';
import { type Column, type Looks, table } from '#functions/prints/table.ts';

/** Page width, margin and text size of each paper, in points. */
const papers = {
  A4: { size: 'A4', width: 595.28, margin: 40, text: 9 },
  A5: { size: 'A5', width: 419.53, margin: 26, text: 7.5 },
  Letter: { size: 'LETTER', width: 612, margin: 42, text: 9 },
} as const satisfies Record<Paper, object>;

const rest: Column = { width: 0 };
const position: Column = { width: 2, grows: true };
const quantity: Column = { width: 4, grows: true, alignment: 'right' };
/** A quantity before a text, which may begin with a digit as well: the shade 2M2. */
const beforeText: Column = { width: 5, grows: true, alignment: 'center' };
const money: Column = { width: 9, grows: true, alignment: 'right' };
const columns = {
  services: [position, rest, { width: 13 }, beforeText, { width: 18 }],
  workPlan: [{ width: 2 }, rest, beforeText, beforeText, { width: 18 }, { width: 13, grows: true }],
  prices: [position, rest, quantity, money, money],
  payroll: [{ width: 17 }, rest, quantity, money, money],
} satisfies Record<string, Column[]>;

/** Sizes and widths, in points. */
type Measures = { text: number; width: number; looks: Looks };

function measuresOf(paper: Paper): Measures {
  const { width, margin, text } = papers[paper];
  const looks: Looks = {
    plain: { fontSize: text },
    bold: { fontSize: text, bold: true },
    title: { fontSize: text + 2, bold: true, color: pageStyle.tooth },
    caption: { fontSize: text - 1.5, color: pageStyle.quiet },
    detail: { fontSize: text - 0.5, color: pageStyle.quiet },
  };
  return { text, width: width - 2 * margin, looks };
}

/** The layout of an order form. It adds no content to the sheet. */
export function orderForm(sheet: FormSheet): TDocumentDefinitions {
  const { size, margin, text } = papers[sheet.paper];
  const measures = measuresOf(sheet.paper);
  return {
    pageSize: size,
    pageMargins: [margin, margin, margin, margin + 14],
    content: content(sheet, measures),
    footer: (page, pages) => foot(sheet, page, pages, margin, measures),
    ...(sheet.mark && { watermark: { text: sheet.mark, color: pageStyle.mark, opacity: 0.07, bold: true } }),
    defaultStyle: { font: 'NotoSans', fontSize: text, color: pageStyle.text, fontFeatures: features },
  };
}

/** First what is prescribed, with the signature; then prices, plan and pay, which the dentist does not sign. */
function content(sheet: FormSheet, measures: Measures): Content[] {
  const { services, dentalCard, note, workPlan, prices, payroll } = sheet;
  const signed = [signature(sheet, measures)];
  const last = note ?? dentalCard ?? services;
  const following = (section: object) => (section === last ? signed : []);
  return [
    head(sheet, measures),
    parties(sheet, measures),
    facts(sheet, measures),
    ...(sheet.notation ? notation(sheet.notation, measures) : []),
    ...(services ? table(services, columns.services, { ...measures, following: following(services) }) : []),
    ...(dentalCard ? chart(dentalCard, measures, following(dentalCard)) : []),
    ...(note ? remark(note, measures, signed) : []),
    ...(last ? [] : signed),
    ...(workPlan ? table(workPlan, columns.workPlan, { ...measures, first: tickBox }) : []),
    ...(prices ? table(prices, columns.prices, measures) : []),
    ...(payroll ? table(payroll, columns.payroll, measures) : []),
  ];
}

function head(sheet: FormSheet, { text, looks }: Measures): Content {
  const { form, number, code, version, revision, replaces, mark, remake, due } = sheet;
  const [caption, date] = due;
  // Each is in one line, whatever is beside it.
  const said = (texts: (string | null)[], style: Style = {}) =>
    texts.flatMap((one) => (one ? printable(`${one.replaceAll(' ', '\u00A0')}   `, style) : []));
  return {
    columns: [
      {
        stack: [
          { text: printable(form), ...looks.caption },
          { text: printable(number), fontSize: text * 2.6, bold: true, noWrap: true },
          {
            text: [
              ...said([mark, remake], { bold: true, color: pageStyle.mark }),
              ...said([revision, replaces], { bold: true }),
              ...said([version]),
            ],
          },
        ],
      },
      {
        width: 'auto',
        stack: [
          { text: printable(caption), ...looks.caption, alignment: 'right' },
          { text: printable(date), fontSize: text * 1.7, bold: true, alignment: 'right', noWrap: true },
        ],
        margin: [0, text * 0.5, text * 1.6, 0],
      },
      qrCode(code, text * 6.6),
    ],
    margin: [0, 0, 0, 8],
  };
}

const framePadding = 8;

function parties({ parties }: FormSheet, { width, looks }: Measures): Content {
  const each = width / parties.length;
  const cells = parties.map(({ caption, lines }, index) => {
    const inner = each - framePadding * (index === 0 ? 1 : 2);
    const [name = '', ...others] = lines;
    return {
      stack: [
        ...textLines(caption, inner, looks.caption),
        ...textLines(name, inner, looks.bold),
        ...others.flatMap((line) => textLines(line, inner, looks.plain)),
      ],
    };
  });
  return { table: { widths: cells.map(() => `${100 / cells.length}%`), body: [cells] }, layout: framed };
}

/** What else is known. A caption is not broken, and stays with the beginning of its value. */
function facts({ facts }: FormSheet, { width, looks }: Measures): Content {
  const runs = facts.flatMap(([caption, value]) => [
    ...printable(`${caption} `.replaceAll(' ', '\u00A0'), { color: pageStyle.quiet }),
    ...printable(`${value}      `),
  ]);
  return { stack: textLines(runs, width, looks.plain), margin: [0, 6, 0, 0] };
}

const notation = (text: string, { width, looks }: Measures): Content[] => [
  { stack: textLines(text, width, looks.bold), margin: [0, 6, 0, 0] },
];

/** The note. Its heading stays with its first lines, and its last lines with what follows. */
function remark(
  { title, text }: { title: string; text: string },
  { width, looks }: Measures,
  following: readonly Content[],
): Content[] {
  return stacked([
    heading(title, looks.title),
    ...blocksOf(textLines(text, width, looks.plain)),
    ...following.map((content) => ({ content })),
  ]);
}

const framed: CustomTableLayout = {
  hLineWidth: () => 0.8,
  vLineWidth: (line, { table }) => (line === 0 || line === table.body[0]?.length ? 0 : 0.4),
  hLineColor: () => pageStyle.rule,
  vLineColor: () => pageStyle.rule,
  paddingTop: () => 5,
  paddingBottom: () => 6,
  paddingLeft: (column) => (column === 0 ? 0 : framePadding),
  paddingRight: () => framePadding,
};

const tickBox = (): Content => ({
  canvas: [{ type: 'rect', x: 0, y: 1.5, w: 8, h: 8, lineWidth: 0.8, lineColor: pageStyle.text }],
});

function signature({ signature, prescription }: FormSheet, { width, looks }: Measures): Content {
  const line = (text: string, share: number): Block => ({
    width: width * share,
    stack: [
      {
        canvas: [
          { type: 'line', x1: 0, y1: 0, x2: width * share - 20, y2: 0, lineWidth: 0.6, lineColor: pageStyle.text },
        ],
      },
      { text: printable(text), ...looks.caption, margin: [0, 2, 0, 0] },
    ],
  });
  return {
    unbreakable: true,
    margin: [0, 38, 0, 0],
    stack: [
      { columns: [line(signature.dentist, 0.6), line(signature.date, 0.4)] },
      ...(prescription
        ? [{ stack: textLines(prescription, width, looks.caption), margin: [0, 8, 0, 0] } satisfies Content]
        : []),
    ],
  };
}

/** Number, version, revision and marks on every page. */
function foot(
  { number, version, revision, mark, remake, page: text }: FormSheet,
  page: number,
  pages: number,
  margin: number,
  { looks }: Measures,
): Content {
  return {
    columns: [
      {
        text: [
          ...printable(number, { bold: true }),
          ...[version, revision, mark, remake].flatMap((one) => (one ? printable(`   ${one}`) : [])),
        ],
      },
      { text: printable(formatText(text, page, pages)), width: 'auto' },
    ],
    ...looks.caption,
    margin: [margin, 6, margin, 0],
  };
}
