import { code128, drawingSVG } from 'bwip-js/node';
import type { Content, Margins, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { LabelSheet } from '#domain/print-sheet.ts';
import type { LabelSize } from '#domain/printed-document.ts';
import { emsOf, features, printable } from '#functions/prints/fonts.ts';

/** A millimetre and a thermal printer's dot (203 dpi, 8 dots a millimetre) in points. */
const mm = 72 / 25.4;
const dot = mm / 8;
/** What stays free, for printers cut askew; it is the quiet zone of the codes that stand at it, too. */
const edge = 3 * mm;

/** Millimetres, the points left for the patient and for the places, and text sizes in points: for the number, for dates and initials, and for the places. */
const sizes = {
  '100x50': {
    width: 100,
    height: 50,
    whose: 17,
    room: 48,
    bars: 13,
    beside: true,
    number: 22,
    date: 12,
    caption: 7,
    place: 10,
  },
  '58x40': {
    width: 58,
    height: 40,
    whose: 25,
    room: 22,
    bars: 5,
    beside: false,
    number: 10,
    date: 8,
    caption: 5,
    place: 5,
  },
} as const satisfies Record<LabelSize, object>;

/** QR version 1 at 6 dots a module, Code 128 at 2 (reference, section 5), both with their quiet zones. */
const qr = { modules: 21, quiet: 4, dots: 6 };
const bar = { modules: 145, quiet: 10, dots: 2 };

/** The largest text size, up to `size`, at which texts `width` points wide are at most `height` points high. */
function fitting(texts: readonly string[], size: number, width: number, height: number): number {
  // A line is 1.4 ems high, and the words leave a seventh of it empty where they break.
  const lines = (em: number) => texts.reduce((sum, text) => sum + Math.ceil((emsOf(text) * em * 1.15) / width), 0);
  const sizes = [1, 0.85, 0.7, 0.55, 0.45].map((share) => share * size);
  return sizes.find((em) => lines(em) * em * 1.4 <= height) ?? size * 0.4;
}

/** The label: how its sheet looks, one page a copy. */
export function label(sheet: LabelSheet): TDocumentDefinitions {
  const { width, height, date } = sizes[sheet.size];
  return {
    pageSize: { width: width * mm, height: height * mm },
    pageMargins: edge,
    content: Array.from({ length: sheet.copies }, (_, copy) => ({
      stack: content(sheet),
      ...(copy > 0 && { pageBreak: 'before' as const }),
    })),
    defaultStyle: { font: 'NotoSans', fontSize: date, fontFeatures: features },
  };
}

function content({ number, code, mark, due, patient, places, size }: LabelSheet): Content[] {
  const { width, whose, room, bars, beside, number: numberSize, date, caption, place } = sizes[size];
  const [dueCaption, dueDate] = due;
  const quiet = qr.quiet * qr.dots * dot;
  const square = qr.modules * qr.dots * dot + quiet;
  const quietBar = (bar.modules + bar.quiet) * bar.dots * dot;
  const wide = width * mm - 2 * edge - (beside ? quietBar : 0);
  const besideSquare = width * mm - 2 * edge - square;
  const whoseSize = fitting([[patient, mark ?? ''].join('   ')], date, besideSquare, whose);
  const fontSize = fitting(places, place, wide, room);
  const names = places.map((text) => ({ text: printable(text), fontSize }));
  const barcode = {
    svg: code128({ bcid: 'code128', text: code, scaleX: 1, scaleY: 1, height: bars }, drawingSVG()),
    width: bar.modules * bar.dots * dot,
    margin: [beside ? bar.quiet * bar.dots * dot : 0, 3, 0, 0] satisfies Margins,
  };
  return [
    {
      columns: [
        {
          qr: code,
          fit: qr.modules * qr.dots * dot,
          eccLevel: 'M',
          mode: 'alphanumeric',
          version: 1,
          width: square,
          margin: [0, 0, quiet, quiet] satisfies Margins,
        },
        {
          width: besideSquare,
          stack: [
            { text: number, fontSize: numberSize, bold: true, noWrap: true },
            { text: printable(dueCaption), fontSize: caption },
            { text: printable(dueDate), fontSize: date, bold: true },
            {
              text: [...printable(patient), ...(mark ? ['   ', { text: mark, bold: true }] : [])],
              fontSize: whoseSize,
            },
          ],
        },
      ],
    },
    beside
      ? {
          columns: [
            { stack: names, width: wide },
            { stack: [barcode], width: 'auto' },
          ],
        }
      : { stack: [...names, barcode] },
  ];
}
