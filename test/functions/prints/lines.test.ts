import fc from 'fast-check';
import { create } from 'fontkit';
import { describe, expect, it } from 'vitest';
import { features, fontFiles, fonts, printable, type Run } from '#functions/prints/fonts.ts';
import { linesOf } from '#functions/prints/lines.ts';
import { compact } from '#test/support/printing/pdf.ts';
import { runs } from '#test/support/run/runs.ts';

const opened = new Map(fontFiles.map(({ path, content }) => [path, create(content)]));

/** The width at which pdfmake draws a line, in ems. It measures each run by itself, and lets spaces at the end hang over. */
function drawnEms(line: readonly Run[]): number {
  const width = ({ font, bold, text }: Run) => {
    const file = opened.get(fonts[font]?.[bold ? 'bold' : 'normal'] ?? '');
    if (!file || !('layout' in file)) throw new Error(`No font ${font}.`);
    return file.layout(text, features).advanceWidth / file.unitsPerEm;
  };
  const last = line.at(-1);
  const drawn = last ? [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }] : [];
  return drawn.reduce((sum, run) => sum + width(run), 0);
}

/** Words, and what makes one word of signs from several fonts, with marks and spaces that do not break. */
const word = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(fc.constantFrom('→', '≥', 'A', 'b', '\u00A0', '⏌', '日', 'ẹ́', '\u0901', 'क', 'क्षि', '.', '-'), {
      maxLength: 40,
    })
    .map((signs) => signs.join('')),
  fc.constantFrom(' ', '\n', 'W'.repeat(40), '日本', '→A≥', 'A-b', '9-9'),
);

const cut = (text: string, ems: number) =>
  linesOf(printable(text), ems).map((line) => line.map((run) => run.text).join(''));

describe('Lines', () => {
  it('say all of a text, in its sequence, and none is drawn wider than it may be', () => {
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 9, max: 60 }), fc.boolean(), (words, ems, bold) => {
        const printed = printable(words.join(''), { bold });
        const lines = linesOf(printed, ems);
        const said = lines.flat().map((run) => run.text);
        expect(compact(said.join(''))).toBe(compact(printed.map((run) => run.text).join('')));
        expect(lines.filter((line) => drawnEms(line) > ems + 0.001)).toEqual([]);
      }),
      {
        numRuns: runs(300, 0.5),
        // The font sets these letters apart from the F of a code.
        examples: [[['≥ẹ́', '⏌ँक', '\u{A329C}\u{FE9FF}'], 13, true]],
      },
    );
  });

  it('keep the style of every character, also of a word that is cut', () => {
    const [plain, red] = ['plain'.repeat(4), 'red'.repeat(4)];
    const lines = linesOf([...printable(plain), ...printable(red, { color: 'red' })], 9);
    const styled = (color?: string) => lines.flat().filter((run) => run.color === color);
    expect(
      styled()
        .map(({ text }) => text)
        .join(''),
    ).toBe(plain);
    expect(
      styled('red')
        .map(({ text }) => text)
        .join(''),
    ).toBe(red);
  });

  it.each([
    ['Implant crown', 6, ['Implant ', 'crown']],
    ['Anna-Maria', 4, ['Anna-', 'Maria']],
    ['due 2026-12-18', 7, ['due ', '2026-12-18']],
    ['Fri\u00A02026-12-18', 20, ['Fri\u00A02026-12-18']],
    ['日. 本', 9, ['[U+65E5]. ', '[U+672C]']],
    ['日本', 6, ['[U+65E5]', '[U+672C]']],
    ['one\n\ntwo', 9, ['one', '', 'two']],
    ['no end\n', 9, ['no end', '']],
    ['', 9, ['']],
  ])('end where people end them: %j', (text, ems, lines) => {
    expect(cut(text, ems)).toEqual(lines);
  });
});
