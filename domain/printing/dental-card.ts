import { chartRows, drawTooth, type Jaw, type Tooth, type ToothNotation } from '#domain/kernel/teeth.ts';
import type { Line, Order } from '#domain/order/order.ts';
import { formatText, type PrintTexts } from '#domain/printing/print-texts.ts';

/** A tooth in the chart: its label, how its crown is drawn, and whether it has an implant. */
export type ToothMark = { tooth: Tooth; label: string; crown: 'filled' | 'hatched' | null; implant: boolean };

/** The signs of the chart, in the order of the legend. */
const signs = ['filled', 'hatched', 'implant', 'span'] as const;
export type Sign = (typeof signs)[number];

/**
 * The dental card: a chart of all teeth seen from the front. Abutments and single teeth are filled, pontics hatched,
 * implants marked; `spans` names work on a whole jaw. Rows of milk teeth are empty unless used; the legend has only the
 * signs that are drawn.
 */
export type DentalCard = {
  title: string;
  right: string;
  left: string;
  rows: Record<keyof typeof chartRows, ToothMark[]>;
  spans: Record<Jaw, string[]>;
  legend: { sign: Sign; text: string }[];
};

const onImplant = ({ implant, service }: Line) => service.needs.implant || implant !== undefined;

/** Work that is priced per jaw or names no teeth. */
const takesJaw = ({ service, teeth }: Line) => service.unit === 'arch' || teeth.length === 0;

/** A bar or an overdenture: its teeth are the places of implants, and no crowns are made. */
const isPlaceOnly = (line: Line) => onImplant(line) && takesJaw(line);

/** How a tooth is drawn when it has the work of these lines. */
export function markOf(tooth: Tooth, services: readonly Line[], notation: ToothNotation): ToothMark {
  const lines = services.filter(({ teeth }) => teeth.includes(tooth));
  const pontic = lines.some(({ pontics }) => pontics?.includes(tooth));
  const restored = lines.some((line) => !isPlaceOnly(line));
  return {
    tooth,
    label: drawTooth(tooth, notation),
    crown: pontic ? 'hatched' : restored ? 'filled' : null,
    implant: lines.some((line) => onImplant(line) && !line.pontics?.includes(tooth)),
  };
}

/** The lines whose work is on a whole jaw. */
export const linesOn = (jaw: Jaw, services: readonly Line[]): Line[] =>
  services.filter((line) => takesJaw(line) && (line.arch === jaw || line.arch === 'both'));

export function dentalCardOf({ services }: Order, notation: ToothNotation, texts: PrintTexts): DentalCard {
  const row = (teeth: readonly Tooth[]) => teeth.map((tooth) => markOf(tooth, services, notation));
  const milk = (teeth: readonly Tooth[]) =>
    row(teeth.some((tooth) => services.some((line) => line.teeth.includes(tooth))) ? teeth : []);
  const span = (jaw: Jaw) => linesOn(jaw, services).map(({ service }) => service.name);

  const rows = {
    upper: row(chartRows.upper),
    upperMilk: milk(chartRows.upperMilk),
    lowerMilk: milk(chartRows.lowerMilk),
    lower: row(chartRows.lower),
  };
  const spans = { upper: span('upper'), lower: span('lower') };
  const marks = Object.values(rows).flat();
  const shows = {
    filled: marks.some(({ crown }) => crown === 'filled'),
    hatched: marks.some(({ crown }) => crown === 'hatched'),
    implant: marks.some(({ implant }) => implant),
    span: spans.upper.length + spans.lower.length > 0,
  };
  const legend = signs.filter((sign) => shows[sign]).map((sign) => ({ sign, text: texts.legend[sign] }));
  return { title: formatText(texts.dentalCard, notation), right: texts.right, left: texts.left, rows, spans, legend };
}
