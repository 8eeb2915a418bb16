import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { graphemes, shortened } from '#domain/kernel/text.ts';
import type { LabelSheet } from '#domain/printing/print-sheet.ts';
import type { LabelSize } from '#domain/printing/printed-document.ts';
import { barCode, bars, qr, qrCode } from '#functions/prints/codes.ts';
import { features, printable, type Run } from '#functions/prints/fonts.ts';
import { brokenWords, lineHeight, textLines } from '#functions/prints/lines.ts';
import { pageStyle } from '#functions/prints/page-style.ts';

/** A millimetre, and a dot of a thermal printer (203 dpi, 8 dots a millimetre), in points. */
const mm = 72 / 25.4;
const dot = mm / 8;

/**
 * Sizes of each label. In millimetres: the label, and the height of the bar code; `beside` puts the bar code beside the
 * places. In points: `room` is the height for revision, marks, patient and reference; text sizes for number, date and
 * caption, and the largest and smallest for patient and places.
 */
const sizes = {
  '100x50': {
    width: 100,
    height: 50,
    bars: 13,
    beside: true,
    room: 22.5,
    number: 20,
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

/** The width of a module of each code, in points. */
const modules = { qr: 4 * dot, bars: 2 * dot };

type Box = { width: number; height: number };
type Sizes = readonly [largest: number, least: number];

/** A text that is cut where it does not fit, after a `lead` that never is. */
type Text = { text: string; lead?: readonly Run[] };

/**
 * Texts below each other in a box. Of the sizes that fit it is the one that breaks the fewest words, and of these the
 * largest; at the smallest size texts are cut with an ellipsis, because a label cannot grow.
 */
function fitted(texts: readonly Text[], [largest, least]: Sizes, { width, height }: Box): Content[] {
  const runsOf = ({ text, lead = [] }: Text) => [...lead, ...printable(text)];
  const lines = (text: Text, fontSize: number) => textLines(runsOf(text), width, { fontSize });
  const roomAt = (fontSize: number) => Math.floor(height / (fontSize * lineHeight));
  let best: { all: Content[]; broken: number } | undefined;
  for (let fontSize = largest; fontSize >= least && best?.broken !== 0; fontSize -= 0.5) {
    const all = texts.flatMap((text) => lines(text, fontSize));
    if (all.length > roomAt(fontSize)) continue;
    const broken = texts.reduce((sum, text) => sum + brokenWords(runsOf(text), width, fontSize), 0);
    if (!best || broken < best.broken) best = { all, broken };
  }
  if (best) return best.all;
  const most = Math.floor(roomAt(least) / texts.length);
  return texts.flatMap(({ text, ...led }) => {
    const cuts = graphemes(text).map((_, length) => ({ ...led, text: shortened(text, length + 1) }));
    return lines(cuts.findLast((cut) => lines(cut, least).length <= most) ?? { ...led, text: '…' }, least);
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

function content(sheet: LabelSheet): Content[] {
  const { number, code, revision, mark, remake, due, patient, laboratoryReference, places, size } = sheet;
  const { width, height, beside, room, caption, date, whose, place, ...of } = sizes[size];
  const [dueCaption, dueDate] = due;
  const [right, bottom] = [width * mm - pageStyle.edge, height * mm - pageStyle.edge];
  const square = qr.modules * modules.qr;
  const barsLeft = beside ? right - bars.modules * modules.bars : pageStyle.edge;
  const barsTop = bottom - of.bars * mm;
  // Half a module more, because a letter may reach out of its place.
  const textLeft = pageStyle.edge + square + (qr.quiet + 0.5) * modules.qr;
  const whoseTop = pageStyle.edge + (of.number + caption + date) * lineHeight;
  const placesTop = whoseTop + room;
  const placesBox = beside
    ? { width: barsLeft - bars.quiet * modules.bars - pageStyle.edge, height: bottom - placesTop }
    : { width: right - pageStyle.edge, height: barsTop - 3 - placesTop };
  const at = (x: number, y: number) => ({ absolutePosition: { x, y } });
  const above: Content[] = [
    { text: printable(number), fontSize: of.number, bold: true, noWrap: true },
    { text: printable(dueCaption), fontSize: caption, noWrap: true },
    { text: printable(dueDate), fontSize: date, bold: true, noWrap: true },
  ];
  const lead = [revision, mark, remake].flatMap((one) => (one ? printable(`${one}   `, { bold: true }) : []));
  const named = [{ text: patient, lead }, ...(laboratoryReference ? [{ text: laboratoryReference }] : [])];
  return [
    { ...qrCode(code, square), ...at(pageStyle.edge, pageStyle.edge) },
    { stack: above, ...at(textLeft, pageStyle.edge) },
    { stack: fitted(named, whose, { width: right - textLeft, height: room }), ...at(textLeft, whoseTop) },
    {
      stack: fitted(
        places.map((text) => ({ text })),
        place,
        placesBox,
      ),
      ...at(pageStyle.edge, placesTop),
    },
    { ...barCode(sheet.bars, { module: modules.bars, height: of.bars }), ...at(barsLeft, barsTop) },
  ];
}
