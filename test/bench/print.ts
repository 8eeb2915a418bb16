/** `npm run bench:print`: the CPU time of an order form, compared with the same page drawn directly with pdfkit, in turn. */
import { buffer } from 'node:stream/consumers';
import * as bwip from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import * as z from 'zod/mini';
import { jawOf } from '#domain/kernel/teeth.ts';
import type { ToothMark } from '#domain/printing/dental-card.ts';
import type { FormSheet } from '#domain/printing/print-sheet.ts';
import type { Table } from '#domain/printing/print-tables.ts';
import { pathOf, screw, shapeOf, threads } from '#functions/prints/chart.ts';
import { fonts, printable } from '#functions/prints/fonts.ts';
import { pageStyle } from '#functions/prints/page-style.ts';
import { render } from '#functions/prints/render.ts';
import { printed, published } from '#test/support/printing/orders-to-print.ts';

const margin = 40;
const inner = 595.28 - 2 * margin;
const bottom = 841.89 - margin - 14;
const code = z.string().parse(bwip.toSVG({ bcid: 'qrcode', text: 'E33E1B813D', scale: 1 }));
const [qr = ''] = /(?<=d=")[^"]+/.exec(code) ?? [];

/** The baseline: the same page drawn with pdfkit, with all positions computed here. */
function drawn(sheet: FormSheet): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    lang: sheet.language,
    pdfVersion: '1.7',
    bufferPages: true,
    font: fonts['NotoSans']?.normal,
  });
  const whole = buffer(doc);
  let y = margin;
  type Look = { size?: number; bold?: boolean; color?: string; align?: 'left' | 'right' | 'center' };
  const write = (text: string, x: number, top: number, width: number, look: Look = {}) => {
    const { size = 9, bold = false, color = pageStyle.text, align = 'left' } = look;
    const runs = printable(text);
    doc.fontSize(size).fillColor(color);
    for (const [index, run] of runs.entries()) {
      doc.font(fonts[run.font]?.[bold ? 'bold' : 'normal'] ?? '');
      const options = {
        width,
        align,
        features: { ccmp: false, kern: false } as never,
        continued: index < runs.length - 1,
      };
      if (index === 0) doc.text(run.text, x, top, options);
      else doc.text(run.text, options);
    }
    return doc.y;
  };
  const room = (height: number) => {
    if (y + height <= bottom) return;
    doc.addPage();
    y = margin;
  };
  const rule = (top: number) =>
    doc
      .moveTo(margin, top)
      .lineTo(margin + inner, top)
      .lineWidth(0.4)
      .stroke(pageStyle.rule);
  const title = (text: string) => {
    y = write(text, margin, y + 12, inner, { size: 11, bold: true, color: pageStyle.tooth }) + 4;
  };

  write(sheet.form, margin, y, 200, { size: 7.5, color: pageStyle.quiet });
  write(sheet.number, margin, y + 10, 300, { size: 23, bold: true });
  write(sheet.version, margin, y + 42, 200);
  write(sheet.due[0], 300, y + 6, 170, { size: 7.5, color: pageStyle.quiet, align: 'right' });
  write(sheet.due[1], 300, y + 16, 170, { size: 15, bold: true, align: 'right' });
  doc.save().translate(485, y).scale(1.4).path(qr).fill(pageStyle.text).restore();
  y += 64;
  rule(y);
  const ends = sheet.parties.map(({ caption, lines }, index) => {
    const x = margin + (index * inner) / 3;
    let end = write(caption, x, y + 5, inner / 3 - 8, { size: 7.5, color: pageStyle.quiet });
    for (const [line, text] of lines.entries()) end = write(text, x, end, inner / 3 - 8, { bold: line === 0 });
    return end;
  });
  y = Math.max(...ends) + 6;
  rule(y);
  y = write(sheet.facts.map((fact) => fact.join(' ')).join('      '), margin, y + 6, inner);

  const table = ({ title: heading, head, rows }: Table, widths: number[], tick = false) => {
    room(60);
    title(heading);
    const left = inner - widths.reduce((sum, one) => sum + one, 0);
    const columns = widths.map((width) => width || left);
    const place = (index: number) => margin + columns.slice(0, index).reduce((sum, one) => sum + one, 0) + 3;
    const heads = () => {
      doc.rect(margin, y, inner, 15).fill(pageStyle.shade);
      for (const [index, text] of head.entries())
        write(text, place(index), y + 2.5, (columns[index] ?? 0) - 6, { size: 7.5, color: pageStyle.quiet });
      y += 15;
    };
    heads();
    for (const { cells, details } of rows) {
      const height = doc
        .fontSize(9)
        .heightOfString([cells[1], ...details].join('\n'), { width: (columns[1] ?? 0) - 6 });
      if (y + height > bottom) {
        room(height + 1000);
        heads();
      }
      const under = cells.map((text, index) => {
        const width = (columns[index] ?? 0) - 6;
        let end = write(text, place(index), y + 2.5, width, { bold: index === 1 && !tick });
        if (index === 1)
          for (const detail of details)
            end = write(detail, place(index), end, width, { size: 8.5, color: pageStyle.quiet });
        return end;
      });
      if (tick)
        doc
          .rect(margin + 3, y + 4, 8, 8)
          .lineWidth(0.8)
          .stroke(pageStyle.text);
      y = Math.max(...under) + 2.5;
      rule(y);
    }
  };
  if (sheet.services) table(sheet.services, [17, 0, 71, 28, 103]);

  const tooth = (mark: ToothMark, x: number, neck: number) => {
    const { crown, roots } = shapeOf(mark);
    doc
      .save()
      .translate(x, neck)
      .scale(0.95, jawOf(mark.tooth) === 'upper' ? 0.95 : -0.95);
    if (mark.implant)
      doc
        .path(pathOf(screw))
        .lineWidth(1.2)
        .fillAndStroke('white', pageStyle.tooth)
        .path(pathOf(threads))
        .stroke(pageStyle.tooth);
    else if (mark.crown !== 'hatched') doc.path(pathOf(roots)).lineWidth(0.8).fillAndStroke('white', pageStyle.rule);
    doc
      .path(pathOf([crown]))
      .lineWidth(1)
      .fillAndStroke(
        mark.crown === 'filled' ? pageStyle.tooth : 'white',
        mark.crown ? pageStyle.tooth : pageStyle.rule,
      );
    if (mark.crown === 'hatched') {
      doc.path(pathOf([crown])).clip();
      for (let line = -30; line < 40; line += 4) doc.moveTo(line, -2).lineTo(line + 26, 24);
      doc.lineWidth(1.4).stroke(pageStyle.tooth);
    }
    doc.restore();
  };
  if (sheet.dentalCard) {
    room(170);
    title(sheet.dentalCard.title);
    const { upper, lower } = sheet.dentalCard.rows;
    const each = (inner - 28) / 16;
    for (const [row, marks] of [upper, lower].entries()) {
      const neck = y + (row === 0 ? 27 : 94);
      for (const [index, mark] of marks.entries()) {
        const x = margin + 14 + (index + 0.5) * each;
        tooth(mark, x, neck);
        write(mark.label, x - each / 2, y + (row === 0 ? 50 : 60), each, {
          align: 'center',
          bold: mark.crown !== null,
        });
      }
      for (const [side, x] of [
        ['R', margin],
        ['L', margin + inner - 14],
      ] as const)
        write(side, x, y + 22 + row * 80, 14, { align: 'center', color: pageStyle.quiet });
    }
    y += 124;
    for (const [index, { text }] of sheet.dentalCard.legend.entries()) write(text, margin + 26 + index * 60, y, 60);
    y += 14;
  }
  if (sheet.note) {
    title(sheet.note.title);
    y = write(sheet.note.text, margin, y, inner);
  }
  room(70);
  y += 38;
  for (const [x, width, text] of [
    [margin, inner * 0.6, sheet.signature.dentist],
    [margin + inner * 0.6, inner * 0.4, sheet.signature.date],
  ] as const) {
    doc
      .moveTo(x, y)
      .lineTo(x + width - 20, y)
      .lineWidth(0.6)
      .stroke(pageStyle.text);
    write(text, x, y + 2, width, { size: 7.5, color: pageStyle.quiet });
  }
  y = write(sheet.prescription ?? '', margin, y + 20, inner, { size: 7.5, color: pageStyle.quiet });
  if (sheet.workPlan) table(sheet.workPlan, [17, 0, 28, 28, 103, 76], true);
  const { count } = doc.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    doc.page.margins.bottom = 0;
    write(`${sheet.number}   ${sheet.version}`, margin, bottom + 6, 200, { size: 7.5, color: pageStyle.quiet });
    write(`Page ${page + 1} of ${count}`, margin + inner - 100, bottom + 6, 100, {
      size: 7.5,
      color: pageStyle.quiet,
      align: 'right',
    });
  }
  doc.end();
  return whole;
}

const { sheet } = printed(published);
if (sheet.kind !== 'form') throw new Error('A form is compared.');
const makers = { printed: () => render(sheet), drawn: () => drawn(sheet) };
const times = { printed: [] as number[], drawn: [] as number[] };
for (let round = 0; round < 40; round++)
  for (const name of ['printed', 'drawn'] as const) {
    const start = performance.now();
    await makers[name]();
    if (round >= 10) times[name].push(performance.now() - start);
  }

const median = (list: number[]) => list.toSorted((one, other) => one - other)[list.length >> 1] ?? 0;
const [ours, byHand] = [median(times.printed), median(times.drawn)];
console.log(
  `printed ${ours.toFixed(1)} ms, drawn by hand ${byHand.toFixed(1)} ms, ratio ${(ours / byHand).toFixed(2)}`,
);
if (process.argv[2])
  await import('node:fs').then(async ({ writeFileSync }) => writeFileSync(process.argv[2] ?? '', await drawn(sheet)));
if (ours / byHand > 1.5) process.exitCode = 1;
