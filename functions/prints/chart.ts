import type { Column, Content, ContentSvg } from 'pdfmake/interfaces.js';
import type { DentalChart, Sign, ToothMark } from '#domain/dental-chart.ts';
import { jawOf } from '#domain/teeth.ts';
import { printable } from '#functions/prints/fonts.ts';
import { ink } from '#functions/prints/ink.ts';

/** The places of a row; a milk row is centred on it. */
const places = 16;
/** A place's width, and how far root and crown reach from the neck, in the chart's own units. */
const cell = 32;
const root = 27;
const crown = 22;
const milkSize = 0.78;

/** The outlines of a tooth with its neck at the origin, crown downwards, by its place from the midline. */
function shapeOf({ tooth }: ToothMark): { crown: string; roots: string[] } {
  const place = Number(tooth.charAt(1));
  const milk = Number(tooth.charAt(0)) > 4;
  if (place >= (milk ? 4 : 6)) {
    const roots = jawOf(tooth) === 'upper' ? [-7, 0, 7] : [-5.5, 5.5];
    return {
      crown:
        'M-10 0C-14 6-14 15-11 20Q-8.5 23-5.5 20.5Q-3 19 0 20.5Q3 19 5.5 20.5Q8.5 23 11 20C14 15 14 6 10 0Q0 3-10 0Z',
      roots: roots.map(
        (x) => `M${x - 4} 1C${x - 4}-10 ${x * 1.3 - 1.5}-20 ${x * 1.35}-24C${x * 1.3 + 1.5}-20 ${x + 4}-10 ${x + 4} 1Z`,
      ),
    };
  }
  if (place >= 4)
    return {
      crown:
        'M-6.5 0C-10.5 6-10.5 14-8 18.5Q-5 22-2.5 19.5Q0 18.5 2.5 19.5Q5 22 8 18.5C10.5 14 10.5 6 6.5 0Q0 3-6.5 0Z',
      roots: ['M-6 1C-6-10-2-20 0-25C2-20 6-10 6 1Z'],
    };
  if (place === 3)
    return {
      crown: 'M-5.5 0C-9.5 6-9.5 12-8 16L0 22L8 16C9.5 12 9.5 6 5.5 0Q0 3-5.5 0Z',
      roots: ['M-5.5 1C-5.5-10-2-22 0-27C2-22 5.5-10 5.5 1Z'],
    };
  return {
    crown: 'M-5 0C-8 6-9 13-9 20Q0 22.5 9 20C9 13 8 6 5 0Q0 3-5 0Z',
    roots: ['M-5 1C-5-10-2-19 0-24C2-19 5-10 5 1Z'],
  };
}

/** A screw in place of the root. */
const screw = 'M-4.5 0L-3 -22Q0 -26 3 -22L4.5 0Z';
const threads = [-5, -10, -15, -20].map((y) => `M-6 ${y + 1.5}L6 ${y - 1.5}`).join('');

const fills = { filled: ink.tooth, hatched: 'url(#hatch)' };

function toothMark(mark: ToothMark): string {
  const { crown, roots } = shapeOf(mark);
  const quiet = `fill="white" stroke="${ink.rule}" stroke-width=".8"`;
  const below = mark.implant
    ? `<path d="${screw}" fill="white" stroke="${ink.tooth}" stroke-width="1.2"/><path d="${threads}" stroke="${ink.tooth}" stroke-width="1.2" fill="none"/>`
    : mark.crown === 'hatched'
      ? ''
      : `<path d="${roots.join('')}" ${quiet}/>`;
  const above = mark.crown
    ? `<path d="${crown}" fill="${fills[mark.crown]}" stroke="${ink.tooth}" stroke-width="1"/>`
    : `<path d="${crown}" ${quiet}/>`;
  return below + above;
}

const hatch =
  '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
  `<rect width="4" height="4" fill="white"/><rect width="1.4" height="4" fill="${ink.tooth}"/></pattern></defs>`;

/** A row of teeth, roots away from the bite; a bracket along the arch where work takes the whole jaw. */
function teethRow(marks: readonly ToothMark[], width: number, bracket: boolean): Content {
  const [first] = marks;
  const upper = first && jawOf(first.tooth) === 'upper';
  const size = marks.length < places ? milkSize : 1;
  const gap = bracket ? 9 : 1;
  const height = (root + crown) * size + gap + 1;
  const neck = upper ? root * size + gap : crown * size + 1;
  const indent = (places - marks.length + 1) / 2;
  const teeth = marks.map((mark, index) => {
    const place = `translate(${(indent + index) * cell} ${neck}) scale(${size} ${upper ? size : -size})`;
    return `<g transform="${place}">${toothMark(mark)}</g>`;
  });
  const [line, end] = upper ? [1.5, 7] : [height - 1.5, height - 7];
  const along = `<path d="M4 ${end}L4 ${line}L${places * cell - 4} ${line}L${places * cell - 4} ${end}" fill="none" stroke="${ink.tooth}" stroke-width="1.6"/>`;
  const svg = `<svg viewBox="0 0 ${places * cell} ${height}">${hatch}${teeth.join('')}${bracket ? along : ''}</svg>`;
  return { svg, width };
}

function labelRow(marks: readonly ToothMark[], width: number): Content {
  const indent = ((places - marks.length) / 2) * (width / places);
  const place = (mark: ToothMark): Column => ({
    text: printable(mark.label),
    width: width / places,
    alignment: 'center',
    bold: mark.crown !== null || mark.implant,
    color: mark.crown !== null || mark.implant ? ink.text : ink.quiet,
  });
  return { columns: marks.map(place), margin: [indent, 0, indent, 0] };
}

/** The mark that a legend explains, small. */
function signMark(sign: Sign): ContentSvg {
  const box = `stroke="${ink.tooth}" stroke-width="1"`;
  const marks = {
    filled: `<rect x="1" y="1" width="8" height="8" rx="2" fill="${ink.tooth}" ${box}/>`,
    hatched: `${hatch}<rect x="1" y="1" width="8" height="8" rx="2" fill="url(#hatch)" ${box}/>`,
    implant: `<g transform="translate(5 10) scale(.4)"><path d="${screw}" fill="white" ${box}/><path d="${threads}" ${box}/></g>`,
    span: `<path d="M1 8L1 3L9 3L9 8" fill="none" ${box}/>`,
  };
  return { svg: `<svg viewBox="0 0 10 10">${marks[sign]}</svg>`, width: 8 };
}

/** The chart of an order's teeth, `width` points wide, kept together on a page. */
export function chart({ title, right, left, rows, spans, legend }: DentalChart, width: number): Content {
  const inner = width - 2 * ink.side;
  const side = (text: string): Column => ({
    text: printable(text),
    width: ink.side,
    color: ink.quiet,
    alignment: 'center',
    margin: [0, 22, 0, 0],
  });
  const sided = (row: Content): Content => ({ columns: [side(right), row, side(left)] });
  const spanText = (names: string[]): Content[] =>
    names.length > 0 ? [{ text: printable(names.join(' · ')), alignment: 'center', bold: true }] : [];
  const labels = (marks: ToothMark[]): Content => ({
    columns: [{ text: '', width: ink.side }, labelRow(marks, inner)],
  });
  const upperMilk =
    rows.upperMilk.length > 0 ? [sided(teethRow(rows.upperMilk, inner, false)), labels(rows.upperMilk)] : [];
  const lowerMilk =
    rows.lowerMilk.length > 0 ? [labels(rows.lowerMilk), sided(teethRow(rows.lowerMilk, inner, false))] : [];
  return {
    unbreakable: true,
    stack: [
      { text: printable(title), style: 'title' },
      ...spanText(spans.upper),
      sided(teethRow(rows.upper, inner, spans.upper.length > 0)),
      labels(rows.upper),
      ...upperMilk,
      ...lowerMilk,
      labels(rows.lower),
      sided(teethRow(rows.lower, inner, spans.lower.length > 0)),
      ...spanText(spans.lower),
      ...(legend.length > 0
        ? [
            {
              columns: legend.flatMap(({ sign, text }): Column[] => [
                { stack: [signMark(sign)], width: 12, margin: [0, 2, 0, 0] },
                { text: printable(text), width: 'auto', margin: [0, 0, 12, 0] },
              ]),
              margin: [ink.side, 4, 0, 0],
            } satisfies Content,
          ]
        : []),
    ],
  };
}
