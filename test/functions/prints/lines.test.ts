import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emsOf, printable } from '#functions/prints/fonts.ts';
import { linesOf } from '#functions/prints/lines.ts';
import { compact } from '#test/support/printing/pdf.ts';

const cut = (text: string, ems: number) =>
  linesOf(printable(text), ems).map((line) => line.map((run) => run.text).join(''));

describe('Lines', () => {
  it('say all of a text, in its sequence, and none is wider than it may be', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(' ', '\n', 'W'.repeat(40), '日本', '→A≥', 'A-b', '9-9'),
    );
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 9, max: 60 }), fc.boolean(), (words, ems, bold) => {
        const runs = printable(words.join(''), { bold });
        const lines = linesOf(runs, ems);
        const said = lines.flat().map((run) => run.text);
        expect(compact(said.join(''))).toBe(compact(runs.map((run) => run.text).join('')));
        const width = (line: (typeof lines)[number]) => line.reduce((sum, run) => sum + emsOf(run), 0);
        const wide = lines.filter(
          (line) => width(line) - 0.3 * (/ *$/.exec(line.at(-1)?.text ?? '')?.[0].length ?? 0) > ems,
        );
        expect(wide).toEqual([]);
      }),
    );
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
