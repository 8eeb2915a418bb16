import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { same } from '#domain/kernel/same.ts';

describe('two JSON values', () => {
  it('are the same whatever the order of members, and with members that are undefined', () => {
    expect(same({ one: 1, two: [{ three: 3, four: 4 }] }, { two: [{ four: 4, three: 3 }], one: 1 })).toBe(true);
    expect(same({ one: 1, two: undefined }, { one: 1 })).toBe(true);
  });

  it('differ where a member, an element or its place differs', () => {
    expect(same({ one: 1 }, { one: 2 })).toBe(false);
    expect(same({ one: 1 }, { two: 1 })).toBe(false);
    expect(same({ one: 1 }, { one: 1, two: 2 })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same([1], [1, 2])).toBe(false);
    expect(same({ one: { two: null } }, { one: { two: 0 } })).toBe(false);
    expect(same(JSON.parse('{ "__proto__": {} }'), { one: 1 })).toBe(false);
    expect(same({ one: 1, two: undefined }, { one: undefined, two: 1 })).toBe(false);
  });

  it('differ in kind: nothing, an object and a list are not each other', () => {
    const kinds = [null, undefined, {}, [], '', 0, false];
    for (const one of kinds) expect(kinds.filter((other) => same(one, other))).toEqual([one]);
    expect(same(['a'], { 0: 'a' })).toBe(false);
  });

  it('are the same as their own copy, and it does not matter which is asked first', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const copied = (json: unknown): unknown => JSON.parse(JSON.stringify(json));
    fc.assert(
      fc.property(value, value, (one, other) => {
        expect(same(copied(one), copied(one))).toBe(true);
        expect(same(one, other)).toBe(same(other, one));
      }),
    );
  });
});
