import type { Column, Content, ContentSvg } from 'pdfmake/interfaces.js';
import { jawOf } from '#domain/kernel/teeth.ts';
import type { DentalCard, Sign, ToothMark } from '#domain/printing/dental-card.ts';
import { blocksOf, heading, stacked } from '#functions/prints/blocks.ts';
import { printable } from '#functions/prints/fonts.ts';
import { textLines } from '#functions/prints/lines.ts';
import { pageStyle } from '#functions/prints/page-style.ts';
import type { Looks } from '#functions/prints/table.ts';

/** The places of a row; a row of milk teeth is centred. */
const places = 16;
/** The width of a place, and the lengths of root and crown from the neck, in the chart's own units. */
const cell = 32;
const root = 27;
const crown = 22;
const milkSize = 0.78;

/** An SVG outline with the tooth's neck at the origin and the crown downwards: start, then relative steps. */
type Outline = [x: number, y: number, steps: string];

const singleRoots: Record<'front' | 'canine' | 'premolar', Outline> = {
  front: [-5, 1, 'c0-11 3-20 5-25c2 5 5 14 5 25z'],
  canine: [-5.5, 1, 'c0-11 3.5-23 5.5-28c2 5 5.5 17 5.5 28z'],
  premolar: [-6, 1, 'c0-11 4-21 6-26c2 5 6 15 6 26z'],
};

const crowns: Record<'front' | 'canine' | 'premolar' | 'molar', Outline> = {
  front: [-5, 0, 'c-3 6-4 13-4 20q9 2.5 18 0c0-7-1-14-4-20q-5 3-10 0z'],
  canine: [-5.5, 0, 'c-4 6-4 12-2.5 16l8 6l8-6c1.5-4 1.5-10-2.5-16q-5.5 3-11 0z'],
  premolar: [-6.5, 0, 'c-4 6-4 14-1.5 18.5q3 3.5 5.5 1q2.5-1 5 0q2.5 2.5 5.5-1c2.5-4.5 2.5-12.5-1.5-18.5q-6.5 3-13 0z'],
  molar: [-10, 0, 'c-4 6-4 15-1 20q2.5 3 5.5 .5q2.5-1.5 5.5 0q3-1.5 5.5 0q3 2.5 5.5-.5c3-5 3-14-1-20q-10 3-20 0z'],
};

const molarRoot = (x: number): Outline => [
  x - 4,
  1,
  `c0-11 ${0.3 * x + 2.5}-21 ${0.35 * x + 4}-25c${1.5 - 0.05 * x} 4 ${4 - 0.35 * x} 14 ${4 - 0.35 * x} 25z`,
];

/** An implant's screw, in place of the root. */
export const screw: Outline[] = [[-4.5, 0, 'l1.5-22q3-4 6 0l1.5 22z']];
export const threads: Outline[] = [-5, -10, -15, -20].map((y) => [-6, y + 1.5, 'l12-3']);

/** The outlines of a tooth by its place from the midline. Upper molars have three roots, lower ones two. */
export function shapeOf({ tooth }: ToothMark): { crown: Outline; roots: Outline[] } {
  const place = Number(tooth.charAt(1));
  const milk = Number(tooth.charAt(0)) > 4;
  if (place >= (milk ? 4 : 6))
    return { crown: crowns.molar, roots: (jawOf(tooth) === 'upper' ? [-7, 0, 7] : [-5.5, 5.5]).map(molarRoot) };
  const kind = place >= 4 ? 'premolar' : place === 3 ? 'canine' : 'front';
  return { crown: crowns[kind], roots: [singleRoots[kind]] };
}

/** The SVG path of outlines at a place of the row. */
export const pathOf = (outlines: readonly Outline[], at = 0): string =>
  outlines.map(([x, y, steps]) => `M${at + x} ${y}${steps}`).join('');

/** All teeth of a row in as few SVG paths as possible, because each path takes time. */
function teethPaths(marks: readonly ToothMark[], placeOf: (index: number) => number): string {
  const path = (part: (mark: ToothMark) => readonly Outline[], style: string) => {
    const d = marks.map((mark, index) => pathOf(part(mark), placeOf(index))).join('');
    return d && `<path d="${d}" ${style}/>`;
  };
  const quiet = `fill="white" stroke="${pageStyle.rule}" stroke-width=".8"`;
  const bold = `stroke="${pageStyle.tooth}" stroke-width="1.2"`;
  const crownOf = (mark: ToothMark) => [shapeOf(mark).crown];
  return [
    path((mark) => (mark.implant || mark.crown === 'hatched' ? [] : shapeOf(mark).roots), quiet),
    path((mark) => (mark.implant ? screw : []), `fill="white" ${bold}`),
    path((mark) => (mark.implant ? threads : []), `fill="none" ${bold}`),
    path((mark) => (mark.crown ? [] : crownOf(mark)), quiet),
    path((mark) => (mark.crown === 'filled' ? crownOf(mark) : []), `fill="${pageStyle.tooth}" ${bold}`),
    path((mark) => (mark.crown === 'hatched' ? crownOf(mark) : []), `fill="url(#hatch)" ${bold}`),
  ].join('');
}

const hatch =
  '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="4" height="4" fill="white"/><rect width="1.4" height="4" fill="${pageStyle.tooth}"/></pattern></defs>`;

/** A row of teeth with the roots away from the bite; `bracket` marks work on the whole jaw. */
function teethRow(marks: readonly ToothMark[], width: number, bracket: boolean): Content {
  const [first] = marks;
  const upper = first && jawOf(first.tooth) === 'upper';
  const size = marks.length < places ? milkSize : 1;
  const gap = bracket ? 9 : 1;
  const height = (root + crown) * size + gap + 1;
  const neck = upper ? root * size + gap : crown * size + 1;
  const indent = (places - marks.length + 1) / 2;
  const teeth = teethPaths(marks, (index) => ((indent + index) * cell) / size);
  const row = `<g transform="translate(0 ${neck}) scale(${size} ${upper ? size : -size})">${teeth}</g>`;
  const [line, end] = upper ? [1.5, 7] : [height - 1.5, height - 7];
  const along = `<path d="M4 ${end}L4 ${line}L${places * cell - 4} ${line}L${places * cell - 4} ${end}" fill="none" stroke="${pageStyle.tooth}" stroke-width="1.6"/>`;
  const svg = `<svg viewBox="0 0 ${places * cell} ${height}">${teeth.includes('#hatch') ? hatch : ''}${row}${bracket ? along : ''}</svg>`;
  return { svg, width };
}

function labelRow(marks: readonly ToothMark[], width: number): Content {
  const indent = ((places - marks.length) / 2) * (width / places);
  const place = (mark: ToothMark): Column => ({
    text: printable(mark.label),
    width: width / places,
    alignment: 'center',
    bold: mark.crown !== null || mark.implant,
    color: mark.crown !== null || mark.implant ? pageStyle.text : pageStyle.quiet,
  });
  return { columns: marks.map(place), margin: [indent, 0, indent, 0] };
}

/** A small sign for the legend. */
function signMark(sign: Sign): ContentSvg {
  const box = `stroke="${pageStyle.tooth}" stroke-width="1"`;
  const marks = {
    filled: `<rect x="1" y="1" width="8" height="8" rx="2" fill="${pageStyle.tooth}" ${box}/>`,
    hatched: `${hatch}<rect x="1" y="1" width="8" height="8" rx="2" fill="url(#hatch)" ${box}/>`,
    implant: `<g transform="translate(5 10) scale(.4)"><path d="${pathOf(screw)}" fill="white" ${box}/><path d="${pathOf(threads)}" ${box}/></g>`,
    span: `<path d="M1 8L1 3L9 3L9 8" fill="none" ${box}/>`,
  };
  return { svg: `<svg viewBox="0 0 10 10">${marks[sign]}</svg>`, width: 8 };
}

/**
 * The chart, `width` points wide. It is kept on one page with its heading and with `following`; the names of work on a
 * whole jaw may be on the page before or after.
 */
export function chart(
  { title, right, left, rows, spans, legend }: DentalCard,
  { width, looks }: { width: number; looks: Looks },
  following: readonly Content[],
): Content[] {
  const inner = width - 2 * pageStyle.side;
  const side = (text: string): Column => ({
    text: printable(text),
    width: pageStyle.side,
    color: pageStyle.quiet,
    alignment: 'center',
    margin: [0, 22, 0, 0],
  });
  const sided = (row: Content): Content => ({ columns: [side(right), row, side(left)] });
  const spanned = (names: string[]) =>
    names.length > 0 ? blocksOf(textLines(names.join(' · '), width, { ...looks.bold, alignment: 'center' })) : [];
  const labels = (marks: ToothMark[]): Content => ({
    columns: [{ text: '', width: pageStyle.side }, labelRow(marks, inner)],
  });
  const upperMilk =
    rows.upperMilk.length > 0 ? [sided(teethRow(rows.upperMilk, inner, false)), labels(rows.upperMilk)] : [];
  const lowerMilk =
    rows.lowerMilk.length > 0 ? [labels(rows.lowerMilk), sided(teethRow(rows.lowerMilk, inner, false))] : [];
  const signs = legend.flatMap(({ sign, text }): Column[] => [
    { stack: [signMark(sign)], width: 12, margin: [0, 2, 0, 0] },
    { text: printable(text), width: 'auto', noWrap: true, margin: [0, 0, 12, 0] },
  ]);
  return stacked([
    heading(title, looks.title),
    ...spanned(spans.upper),
    {
      content: [
        sided(teethRow(rows.upper, inner, spans.upper.length > 0)),
        labels(rows.upper),
        ...upperMilk,
        ...lowerMilk,
        labels(rows.lower),
        sided(teethRow(rows.lower, inner, spans.lower.length > 0)),
      ],
      stays: true,
    },
    ...spanned(spans.lower),
    { content: signs.length > 0 ? { columns: signs, margin: [pageStyle.side, 4, 0, 0] } : [], stays: true },
    ...following.map((content) => ({ content })),
  ]);
}
