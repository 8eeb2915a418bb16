import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasGap, inListingOrder, jawOf, readTooth, Tooth, ToothNotation, writeTooth } from '#domain/kernel/teeth.ts';
import { runs } from '#test/support/run/runs.ts';

const words = (text: string) => text.trim().split(/\s+/);

/** The rows of domain/README.md, "Teeth": FDI, Universal, Palmer. */
const chart = [
  ['18 17 16 15 14 13 12 11', '1 2 3 4 5 6 7 8', 'UR8 UR7 UR6 UR5 UR4 UR3 UR2 UR1'],
  ['21 22 23 24 25 26 27 28', '9 10 11 12 13 14 15 16', 'UL1 UL2 UL3 UL4 UL5 UL6 UL7 UL8'],
  ['38 37 36 35 34 33 32 31', '17 18 19 20 21 22 23 24', 'LL8 LL7 LL6 LL5 LL4 LL3 LL2 LL1'],
  ['41 42 43 44 45 46 47 48', '25 26 27 28 29 30 31 32', 'LR1 LR2 LR3 LR4 LR5 LR6 LR7 LR8'],
  ['55 54 53 52 51', 'A B C D E', 'URE URD URC URB URA'],
  ['61 62 63 64 65', 'F G H I J', 'ULA ULB ULC ULD ULE'],
  ['75 74 73 72 71', 'K L M N O', 'LLE LLD LLC LLB LLA'],
  ['81 82 83 84 85', 'P Q R S T', 'LRA LRB LRC LRD LRE'],
];
const column = (index: number) => chart.flatMap((row) => words(row[index] ?? ''));

const notation = fc.constantFrom(...ToothNotation.options);
const teeth = fc.uniqueArray(fc.constantFrom(...Tooth.options));
const named = (codes: readonly string[]) => codes.map((code) => Tooth.parse(code));
const listing = named(column(0));
const upperRow = named(words('18 17 16 15 14 13 12 11 21 22 23 24 25 26 27 28'));
const lowerRow = named(words('48 47 46 45 44 43 42 41 31 32 33 34 35 36 37 38'));

describe('the three notations', () => {
  it('list the 52 teeth of domain/README.md in its order', () => {
    expect(column(0)).toHaveLength(52);
    expect(Tooth.options.toSorted()).toEqual(column(0).toSorted());
    expect(inListingOrder(Tooth.options)).toEqual(column(0));
  });

  it.each(ToothNotation.options)('write and read every tooth in %s as domain/README.md does', (name) => {
    const written = column(ToothNotation.options.indexOf(name));
    expect(listing.map((tooth) => writeTooth(tooth, name))).toEqual(written);
    expect(written.map((text) => readTooth(text, name))).toEqual(listing);
  });

  it('read letters in either case, even mixed', () => {
    expect(['a', 't'].map((text) => readTooth(text, 'Universal'))).toEqual(['55', '85']);
    expect(['ur6', 'Ur6', 'uR6', 'lLe'].map((text) => readTooth(text, 'Palmer'))).toEqual(['16', '16', '16', '75']);
  });

  it('share 18 codes between FDI and Universal, and not one means the same tooth', () => {
    const shared = Tooth.options.filter((code) => readTooth(code, 'Universal') !== undefined);
    expect(shared.toSorted()).toEqual(words('11 12 13 14 15 16 17 18 21 22 23 24 25 26 27 28 31 32'));
    expect(shared.filter((code) => readTooth(code, 'Universal') === readTooth(code, 'FDI'))).toEqual([]);
  });

  it('never read a Universal letter as a Palmer letter', () => {
    expect(readTooth('A', 'Universal')).toBe('55');
    expect(readTooth('URA', 'Palmer')).toBe('51');
    expect(readTooth('A', 'Palmer')).toBeUndefined();
    expect(readTooth('URA', 'Universal')).toBeUndefined();
  });

  it('refuse every two-digit code that is not in FDI', () => {
    const codes = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'));
    const refused = codes.filter((code) => readTooth(code, 'FDI') === undefined);
    expect(refused).toEqual(codes.filter((code) => !column(0).includes(code)));
    expect(refused).toHaveLength(48);
    for (const code of refused) expect(Tooth.safeParse(code).success).toBe(false);
  });

  it('refuse leading zeros, spaces, supernumerary, old and foreign forms', () => {
    const refused = {
      FDI: ['', '1', '011', ' 11', '11 ', '11\n', '1 1', '+11', '1.1', '#11', '１１', '111', 'A'],
      Universal: ['', '0', '01', '33', '51', '82', 'AS', 'TS', '1d', '20d', 'U', ' A', 'AA', 'ı', 'А', '1.0', '-1'],
      Palmer: ['', 'UR', 'UR0', 'UR9', 'URF', 'UR06', 'UR 6', '6UR', 'URV', 'URIII', 'R6', 'ABC', '6⏌', 'UᏒ6'],
    };
    for (const name of ToothNotation.options)
      expect(refused[name].filter((text) => readTooth(text, name) !== undefined)).toEqual([]);
  });

  it('read nothing that they would write otherwise', () => {
    const short = fc.oneof(fc.string({ maxLength: 3 }), fc.stringMatching(/^[A-Za-z0-9]{1,3}$/));
    fc.assert(
      fc.property(short, notation, (text, name) => {
        const tooth = readTooth(text, name);
        return tooth === undefined || writeTooth(tooth, name) === text.toUpperCase();
      }),
      { numRuns: runs(2000) },
    );
  });
});

describe('the jaw', () => {
  it('is upper for quadrants 1, 2, 5, 6 and lower for 3, 4, 7, 8', () => {
    for (const tooth of Tooth.options) expect(jawOf(tooth)).toBe(/^[1256]/.test(tooth) ? 'upper' : 'lower');
  });
});

describe('listing order', () => {
  it('is that of domain/README.md, whatever the order they come in', () => {
    expect(inListingOrder(['85', '41', '31', '21', '11', '55', '48', '18'])).toEqual(words('18 11 21 31 41 48 55 85'));
    fc.assert(
      fc.property(teeth, (chosen) => {
        expect(inListingOrder(chosen)).toEqual(listing.filter((tooth) => chosen.includes(tooth)));
      }),
    );
  });

  it('leaves the given list as it was', () => {
    const given: Tooth[] = ['21', '11'];
    inListingOrder(given);
    expect(given).toEqual(['21', '11']);
  });
});

describe('a gap in the row', () => {
  it('is there where a tooth is missing between two', () => {
    expect(hasGap(['14', '13', '11'])).toBe(true);
    expect(hasGap(['11', '22'])).toBe(true);
    expect(hasGap(['42', '31'])).toBe(true);
    expect(hasGap(['18', '28'])).toBe(true);
  });

  it('is not there between neighbours, across the midline either', () => {
    expect(hasGap(['13', '12', '11'])).toBe(false);
    expect(hasGap(['11', '21'])).toBe(false);
    expect(hasGap(['31', '41', '42'])).toBe(false);
  });

  it('is not there in a single tooth or in none', () => {
    expect(hasGap(['47'])).toBe(false);
    expect(hasGap([])).toBe(false);
  });

  it('is not made by a milk tooth, which holds the place of its successor', () => {
    expect(hasGap(['16', '55', '14'])).toBe(false);
    expect(hasGap(['51', '61'])).toBe(false);
    expect(hasGap(['85', '46'])).toBe(false);
    expect(hasGap(['16', '54'])).toBe(true);
  });

  it('opens exactly when an inner tooth leaves an unbroken stretch', () => {
    const stretch = fc
      .tuple(fc.constantFrom(upperRow, lowerRow), fc.nat(13), fc.integer({ min: 3, max: 16 }))
      .map(([row, start, length]) => row.slice(start, start + length));
    fc.assert(
      fc.property(stretch, fc.nat(), (row, pick) => {
        const left = pick % row.length;
        expect(hasGap(row.toReversed())).toBe(false);
        expect(hasGap(row.toSpliced(left, 1))).toBe(left > 0 && left < row.length - 1);
      }),
    );
  });
});
