import { code128, drawingSVG } from 'bwip-js/node';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { graphemes, shortened } from '#domain/kernel/text.ts';
import type { LabelSheet } from '#domain/printing/print-sheet.ts';
import type { LabelSize } from '#domain/printing/printed-document.ts';
import { features, printable, type Run } from '#functions/prints/fonts.ts';
import { lineHeight, textLines } from '#functions/prints/lines.ts';
import { pageStyle } from '#functions/prints/page-style.ts';

/** A millimetre, and a dot of a thermal printer (203 dpi, 8 dots a millimetre), in points. */
const mm = 72 / 25.4;
const dot = mm / 8;

/**
 * Sizes of each label. In millimetres: the label, and the height of the bar code; `beside` puts the bar code beside the
 * places. In points: `room` is the height for the patient; text sizes for number, date and caption, and the largest and
 * smallest for patient and places.
 */
const sizes = {
  '100x50': {
    width: 100,
    height: 50,
    bars: 13,
    beside: true,
    room: 17,
    number: 22,
    date: 12,
    caption: 7,
    whose: [12, 6],
    place: [10, 6],
  },
  '58x40': {
    width: 58,
    height: 40,
    bars: 5,
    beside: false,
    room: 25,
    number: 10,
    date: 8,
    caption: 5,
    whose: [8, 4.5],
    place: [5, 4.5],
  },
} as const satisfies Record<LabelSize, object>;

/** QR version 1 with 6 dots a module, Code 128 with 2, both with their quiet zones (domain/README.md, "Label"). */
const qr = { modules: 21, quiet: 4, dots: 6 };
const bar = { modules: 145, quiet: 10, dots: 2 };

type Box = { width: number; height: number };
type Sizes = readonly [largest: number, least: number];

/**
 * Texts below each other in a box, each after its `lead`. The size is the largest that fits; at the smallest
 * size texts are cut with an ellipsis, because a label cannot grow.
 */
function fitted(
  texts: readonly string[],
  [largest, least]: Sizes,
  { width, height }: Box,
  lead: Run[] = [],
): Content[] {
  const lines = (text: string, fontSize: number) => textLines([...lead, ...printable(text)], width, { fontSize });
  const roomAt = (fontSize: number) => Math.floor(height / (fontSize * lineHeight));
  for (let fontSize = largest; fontSize >= least; fontSize -= 0.5) {
    const all = texts.flatMap((text) => lines(text, fontSize));
    if (all.length <= roomAt(fontSize)) return all;
  }
  const most = Math.floor(roomAt(least) / texts.length);
  return texts.flatMap((text) => {
    const cuts = graphemes(text).map((_, length) => shortened(text, length + 1));
    return lines(cuts.findLast((cut) => lines(cut, least).length <= most) ?? '…', least);
  });
}

/** The layout of a label. Everything has a fixed place, so that no text can push a code off the paper. */
export function label(sheet: LabelSheet): TDocumentDefinitions {
  const { width, height, date } = sizes[sheet.size];
  return {
    pageSize: { width: width * mm, height: height * mm },
    pageMargins: pageStyle.edge,
    content: content(sheet),
    defaultStyle: { font: 'NotoSans', fontSize: date, fontFeatures: features },
  };
}

/** The bar code, in whole dots, and its width: numbers with many digits need fewer modules. */
function barsOf(code: string, height: number): { svg: string; width: number } {
  const module = bar.dots * dot;
  const svg = code128({ bcid: 'code128', text: code, scaleX: 1, scaleY: 1, height: height / module }, drawingSVG());
  const [, modules = bar.modules] = /viewBox="0 0 (\d+) /.exec(svg) ?? [];
  return { svg, width: Number(modules) * module };
}

function content({ number, code, mark, due, patient, places, size }: LabelSheet): Content[] {
  const { width, height, bars, beside, room, caption, date, whose, place, ...of } = sizes[size];
  const [dueCaption, dueDate] = due;
  const [right, bottom] = [width * mm - pageStyle.edge, height * mm - pageStyle.edge];
  const square = qr.modules * qr.dots * dot;
  const barsLeft = beside ? right - bar.modules * bar.dots * dot : pageStyle.edge;
  const barsTop = bottom - bars * mm;
  const textLeft = pageStyle.edge + square + qr.quiet * qr.dots * dot;
  const whoseTop = pageStyle.edge + (of.number + caption + date) * lineHeight;
  const placesTop = whoseTop + room;
  const placesBox = beside
    ? { width: barsLeft - bar.quiet * bar.dots * dot - pageStyle.edge, height: bottom - placesTop }
    : { width: right - pageStyle.edge, height: barsTop - 3 - placesTop };
  const at = (x: number, y: number) => ({ absolutePosition: { x, y } });
  const above: Content[] = [
    { text: printable(number), fontSize: of.number, bold: true, noWrap: true },
    { text: printable(dueCaption), fontSize: caption, noWrap: true },
    { text: printable(dueDate), fontSize: date, bold: true, noWrap: true },
  ];
  const lead = mark ? printable(`${mark}   `, { bold: true }) : [];
  const named = fitted([patient], whose, { width: right - textLeft, height: room }, lead);
  return [
    { qr: code, fit: square, eccLevel: 'M', mode: 'alphanumeric', version: 1, ...at(pageStyle.edge, pageStyle.edge) },
    { stack: above, ...at(textLeft, pageStyle.edge) },
    { stack: named, ...at(textLeft, whoseTop) },
    { stack: fitted(places, place, placesBox), ...at(pageStyle.edge, placesTop) },
    { ...barsOf(code, bars), ...at(barsLeft, barsTop) },
  ];
}
