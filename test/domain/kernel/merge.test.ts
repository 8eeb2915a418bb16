import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge } from '#domain/kernel/merge.ts';

type Name = { first?: string; last?: string };

describe('a merge patch', () => {
  it('sets what it names, removes what it names as null, and keeps the rest', () => {
    const current: Name & { reference?: string } = { first: 'Ada', last: 'Byron', reference: 'R-1' };
    expect(merge(current, { last: 'Lovelace', reference: null })).toEqual({ first: 'Ada', last: 'Lovelace' });
    expect(merge(current, { first: undefined })).toEqual(current);
  });

  it('leaves nothing behind of what it removes', () => {
    const current: Name = { first: 'Ada' };
    expect(Object.keys(merge(current, { first: null, last: null }))).toEqual([]);
  });

  it('does not touch what stood before', () => {
    const current: Name = { first: 'Ada' };
    merge(current, { first: null, last: 'Byron' });
    expect(current).toEqual({ first: 'Ada' });
  });

  it('does the same when applied again', () => {
    const member = fc.option(fc.string(), { nil: null });
    const patch = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), member);
    const record = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.string());
    fc.assert(
      fc.property(record, patch, (current, change) => {
        const merged = merge(current, change);
        expect(merge(merged, change)).toEqual(merged);
        for (const name of ['a', 'b', 'c', 'd'])
          expect(merged[name]).toBe(change[name] === undefined ? current[name] : (change[name] ?? undefined));
      }),
    );
  });
});
