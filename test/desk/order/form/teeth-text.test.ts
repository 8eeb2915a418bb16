import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownTeeth, ponticsIn, rangeOf, rewritten, teethIn, textOf } from '#desk/order/form/model/teeth-text.ts';
import { Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';

const anyTeeth = fc.uniqueArray(fc.constantFrom(...Tooth.options));
const anyNotation = fc.constantFrom(...ToothNotation.options);

describe('teeth as people type them', () => {
  test.each([
    ['26', ['26']],
    ['24-26', ['24', '25', '26']],
    ['26-24', ['24', '25', '26']],
    ['12 – 21', ['12', '11', '21']],
    ['43-33', ['43', '42', '41', '31', '32', '33']],
    ['24,25 26; 11', ['24', '25', '26', '11']],
    ['53-63', ['53', '52', '51', '61', '62', '63']],
    ['24-25-26', ['24', '25', '26']],
    ['12 – 11 – 21', ['12', '11', '21']],
    ['24-26-28', ['24', '26', '28']],
    ['24/25/26', ['24', '25', '26']],
    ['24x26', ['24', '26', '25']],
    ['24 X 26, 11', ['24', '26', '25', '11']],
    ['24xx27', ['24', '27', '25', '26']],
    ['24-25x27', ['24', '25', '27', '26']],
    ['', []],
  ])('%s', (text, teeth) => {
    expect(teethIn(text, 'FDI')).toEqual(teeth);
  });

  test.each([
    ['Universal', '14-16', ['14', '15', '16']],
    ['Universal', 'a-c', ['A', 'B', 'C']],
    ['Palmer', 'UR1-ul2', ['UR1', 'UL1', 'UL2']],
    ['Universal', '12-13-14', ['12', '13', '14']],
    ['Universal', 'axc', ['A', 'C', 'B']],
    ['Palmer', 'UL4-ul5-UL6', ['UL4', 'UL5', 'UL6']],
    ['Palmer', 'UR1xul2', ['UR1', 'UL2', 'UL1']],
  ] as const)('in %s: %s', (notation, text, teeth) => {
    expect(teethIn(text, notation)).toEqual(teeth);
  });

  test.each([
    ...['99', '24-99', '14-44', '55-14', '24-', '-24', 'upper'],
    ...['24-25-99', '24-25-', '24x99', '24x25', '24x', 'x24', '14x44'],
  ])('%s stays as it is typed', (text) => {
    expect(teethIn(text, 'FDI')).toEqual([text]);
  });

  // The last one is typed on a Ukrainian keyboard.
  test.each(['24x26', '24 x 26', '26X24', '24×26', '24х26'])('what is between the ends of %s hangs', (text) => {
    expect(teethIn(text, 'FDI').toSorted()).toEqual(['24', '25', '26']);
    expect(ponticsIn(text, 'FDI')).toEqual(['25']);
  });

  test.each(['24-26', '24-25-26', '24, 26', '24x25', '99'])('nothing of %s hangs', (text) => {
    expect(ponticsIn(text, 'FDI')).toEqual([]);
  });

  test('one after the other with hyphens are these teeth, in every notation', () => {
    const several = fc.uniqueArray(fc.constantFrom(...Tooth.options), { minLength: 3 });
    fc.assert(
      fc.property(several, anyNotation, fc.constantFrom('-', '/', ' - '), (teeth, notation, joint) => {
        const text = teeth.map((tooth) => writeTooth(tooth, notation)).join(joint);
        expect(knownTeeth(text, notation)).toEqual(teeth);
        expect(knownTeeth(textOf(teeth, notation), notation).toSorted()).toEqual(teeth.toSorted());
      }),
    );
  });

  test('are read again as the same teeth, in every notation', () => {
    fc.assert(
      fc.property(anyTeeth, anyNotation, (teeth, notation) => {
        const text = textOf(teeth, notation);
        expect(knownTeeth(text, notation).toSorted()).toEqual(teeth.toSorted());
        expect(teethIn(text, notation)).toHaveLength(teeth.length);
      }),
    );
  });

  test('are the same teeth when they are written in another notation, and what is no tooth stays', () => {
    fc.assert(
      fc.property(anyTeeth, anyNotation, anyNotation, (teeth, from, to) => {
        const text = rewritten(`${textOf(teeth, from)} xx`, from, to);
        expect(knownTeeth(text, to).toSorted()).toEqual(teeth.toSorted());
        expect(text).toContain('xx');
      }),
    );
  });

  test('three and more in a row are written as a range', () => {
    expect(textOf(['26', '11', '24', '25'], 'FDI')).toBe('11, 24-26');
    expect(textOf(['11', '21'], 'FDI')).toBe('11, 21');
    expect(textOf(['33', '43', '42', '41', '31', '32'], 'FDI')).toBe('43-33');
  });
});

test('a range runs along one row, and nowhere else', () => {
  expect(rangeOf('13', '22')).toEqual(['13', '12', '11', '21', '22']);
  expect(rangeOf('13', '43')).toBeUndefined();
  expect(rangeOf('13', '53')).toBeUndefined();
});
