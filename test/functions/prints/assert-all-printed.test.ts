import pdfmake from 'pdfmake';
import { describe, expect, it } from 'vitest';
import { assertAllPrinted, numberRuns } from '#functions/prints/assert-all-printed.ts';
import { printable } from '#functions/prints/fonts.ts';
import '#functions/prints/render.ts';

const proved = async (content: object[]) => {
  const texts = numberRuns(content);
  const definition = { content, pageMargins: 20, defaultStyle: { font: 'NotoSans' } };
  assertAllPrinted(await pdfmake.createPdf(definition as never).getStream(), texts);
};
const lines = (many: number) => Array.from({ length: many }, (_, index) => ({ text: printable(`line ${index}`) }));

describe('The proof of a print', () => {
  it('holds where all is on the paper, on as many pages as it takes', async () => {
    await proved([...lines(200), { table: { headerRows: 1, body: lines(100).map((line) => [line]) } }]);
    await proved([{ unbreakable: true, stack: lines(10) }, { text: printable('long '.repeat(1000)) }]);
  });

  it.each([
    ['kept together and higher than a page', [{ unbreakable: true, stack: lines(100) }]],
    ['a row that is not to be broken', [{ table: { dontBreakRows: true, body: [['x'], [{ stack: lines(100) }]] } }]],
    ['kept with a head', [{ table: { headerRows: 1, keepWithHeaderRows: 1, body: [['x'], [{ stack: lines(100) }]] } }]],
    ['a line without breaks', [{ text: printable('wide '.repeat(100)), noWrap: true }]],
    ['too near to an edge', [{ text: printable('left'), absolutePosition: { x: 2, y: 100 } }]],
  ])('fails, and says nothing of the patient, where pdfmake loses or cuts what is %s', async (_, content) => {
    await expect(proved(content)).rejects.toThrow(/^Of a print, \d+ texts would be lost and \d+ cut at an edge\.$/);
  });
});
