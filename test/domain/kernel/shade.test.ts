import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { issueInEnglish } from '#domain/kernel/messages/in-english.ts';
import { readShade, ShadeRequest, ShadeSystem, StumpShadeRequest, shadeValues } from '#domain/kernel/shade.ts';
import { runs } from '#test/support/run/runs.ts';

const guides = ShadeSystem.options.filter((system) => system !== 'other');
const every = guides.flatMap((system) => shadeValues[system].map((value) => ({ system, value })));

describe('the shade guides', () => {
  it('have the number of values their makers sell', () => {
    expect(guides.map((system) => [system, new Set(shadeValues[system]).size, shadeValues[system].length])).toEqual([
      ['VITA Classical', 19, 19],
      ['VITA 3D-Master', 29, 29],
      ['Ivoclar', 20, 20],
      ['Natural Die', 9, 9],
    ]);
  });

  it('have no D1, no VITA BL, no Ivoclar bleached tab and no step between tabs', () => {
    expect(readShade('VITA Classical', 'D1')).toBeUndefined();
    expect(readShade('VITA Classical', 'BL1')).toBeUndefined();
    expect(readShade('Ivoclar', '0M1')).toBeUndefined();
    expect(readShade('Ivoclar', 'D1')).toBeUndefined();
    expect(readShade('VITA 3D-Master', '0M1.5')).toBeUndefined();
    expect(readShade('VITA 3D-Master', '2M2.5')).toBeUndefined();
    expect(readShade('VITA 3D-Master', 'A1')).toBeUndefined();
    expect(readShade('Natural Die', 'ND10')).toBeUndefined();
  });
});

describe('a shade as people write it', () => {
  it.each(every)('$system $value reads as itself', ({ system, value }) => {
    expect(readShade(system, value)).toBe(value);
  });

  it.each([
    ['VITA Classical', 'a2', 'A2'],
    ['VITA Classical', 'A 2', 'A2'],
    ['VITA Classical', ' A2\u00A0', 'A2'],
    ['VITA Classical', 'A3,5', 'A3.5'],
    ['VITA Classical', 'a 3 , 5', 'A3.5'],
    ['VITA Classical', 'OM1', '0M1'],
    ['VITA Classical', 'om3', '0M3'],
    ['VITA 3D-Master', 'OM1', '0M1'],
    ['VITA 3D-Master', '2l1,5', '2L1.5'],
    ['Ivoclar', 'bl 4', 'BL4'],
    ['Natural Die', 'nd 9', 'ND9'],
    ['VITA Classical', '\u04102', 'A2'],
    ['VITA Classical', '\u04302', 'A2'],
    ['VITA Classical', '\u03912', 'A2'],
    ['VITA Classical', '\u03B12', 'A2'],
    ['VITA Classical', '\u04123', 'B3'],
    ['VITA Classical', '\u04323', 'B3'],
    ['VITA Classical', '\u03923', 'B3'],
    ['VITA Classical', '\u04214', 'C4'],
    ['VITA Classical', '\u04414', 'C4'],
    ['VITA Classical', '\u041E\u041C1', '0M1'],
    ['VITA Classical', '\u043E\u043C2', '0M2'],
    ['VITA Classical', '\u039F\u039C2', '0M2'],
    ['VITA 3D-Master', '2\u043C3', '2M3'],
    ['VITA 3D-Master', '2\u00B53', '2M3'],
    ['Ivoclar', '\u0412L1', 'BL1'],
  ] as const)('%s %s means %s', (system, typed, value) => {
    expect(readShade(system, typed)).toBe(value);
  });

  it('means the same in any mixture of case, spaces, commas and look-alike letters', () => {
    const forms: Record<string, string[]> = {
      A: ['A', 'a', '\u0410', '\u0430', '\u0391', '\u03B1'],
      B: ['B', 'b', '\u0412', '\u0432', '\u0392', '\u03B2'],
      C: ['C', 'c', '\u0421', '\u0441'],
      M: ['M', 'm', '\u041C', '\u043C', '\u039C', '\u03BC'],
      0: ['0', 'O', 'o', '\u041E', '\u043E', '\u039F', '\u03BF'],
      '.': ['.', ','],
    };
    const typed = (value: string) =>
      fc
        .tuple(
          ...[...value].flatMap((letter) => [
            fc.constantFrom(...(forms[letter] ?? [letter, letter.toLowerCase()])),
            fc.constantFrom('', ' ', '\t', '\u00A0'),
          ]),
        )
        .map((parts) => parts.join(''));
    const spelling = fc
      .constantFrom(...every)
      .chain((shade) => fc.record({ shade: fc.constant(shade), text: typed(shade.value) }));
    fc.assert(
      fc.property(spelling, ({ shade, text }) => {
        expect(readShade(shade.system, text)).toBe(shade.value);
      }),
      { numRuns: runs(1000) },
    );
  });

  it.each(['', 'A', 'A0', 'AO', 'A5', 'A35', 'A3..5', 'A2 A3', 'A-2', 'E1', 'toString', 'A2\u0301'])(
    'refuses %j',
    (typed) => {
      for (const system of guides) expect(readShade(system, typed)).toBeUndefined();
    },
  );

  it('reads a canonical value or nothing, whatever is typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...guides), fc.string({ maxLength: 6 }), (system, typed) => {
        const value = readShade(system, typed);
        return value === undefined || shadeValues[system].includes(value);
      }),
    );
  });
});

describe('a shade outside the guides', () => {
  it('is kept as typed, without the spaces around it', () => {
    expect(readShade('other', '  A2 body, A3,5 neck ')).toBe('A2 body, A3,5 neck');
  });

  it('takes 1 to 60 characters on one line', () => {
    expect(readShade('other', 'x'.repeat(60))).toHaveLength(60);
    expect(readShade('other', 'x'.repeat(61))).toBeUndefined();
    expect(readShade('other', '   ')).toBeUndefined();
    expect(readShade('other', 'match\n21')).toBeUndefined();
  });
});

describe('a shade in a request', () => {
  it('is refused at its value, with every value of that system', () => {
    for (const { system } of every) {
      const [issue, ...more] = StumpShadeRequest.safeParse({ system, value: 'Z9' }).error?.issues ?? [];
      expect(issue).toMatchObject({ code: 'custom', path: ['value'], params: { code: 'unknown_shade' } });
      expect(issue && issueInEnglish(issue)).toContain(shadeValues[system].join(', '));
      expect(more).toEqual([]);
    }
    const free = ShadeRequest.safeParse({ system: 'other', value: 'match\n21' }).error?.issues[0];
    expect(free).toMatchObject({ path: ['value'], params: { code: 'unknown_shade' } });
    expect(free && issueInEnglish(free)).toContain('60 characters');
    const long = ShadeRequest.safeParse({ system: 'other', value: 'x'.repeat(61) }).error?.issues;
    expect(long).toMatchObject([{ path: ['value'], code: 'too_big', maximum: 60 }]);
  });

  it('takes Natural Die for the stump only, and says so', () => {
    const die = { system: 'Natural Die', value: 'nd3' };
    expect(StumpShadeRequest.safeParse(die).success).toBe(true);
    const issue = ShadeRequest.safeParse(die).error?.issues[0];
    expect(issue?.path).toEqual(['system']);
    expect(issue && issueInEnglish(issue)).toContain('stump');
    const [other] = ShadeRequest.safeParse({ system: 'VITA', value: 'A1' }).error?.issues ?? [];
    expect(other && issueInEnglish(other)).not.toContain('stump');
  });

  it('lets the stump take every system', () => {
    for (const shade of every) expect(StumpShadeRequest.parse(shade)).toEqual(shade);
    expect(StumpShadeRequest.parse({ system: 'other', value: 'dark' }).value).toBe('dark');
  });

  it('may say one member alone, and has no others', () => {
    for (const part of [{}, { system: 'Ivoclar' }, { value: 'BL1' }, { system: null, value: null }])
      expect(ShadeRequest.parse(part)).toEqual(part);
    expect(ShadeRequest.safeParse({ system: 'Ivoclar', value: 'BL1', tab: 1 }).success).toBe(false);
  });

  it('has a JSON Schema that names its systems', () => {
    const systems = (schema: z.ZodMiniType) => z.toJSONSchema(schema, { io: 'input' }).properties?.['system'];
    const either = (options: string[]) => ({ anyOf: [{ enum: options }, { type: 'null' }] });
    expect(systems(StumpShadeRequest)).toMatchObject(either(ShadeSystem.options));
    expect(systems(ShadeRequest)).toMatchObject(either(['VITA Classical', 'VITA 3D-Master', 'Ivoclar', 'other']));
  });
});
