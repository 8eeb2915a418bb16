import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { knownMembers, stored, withUnknownMembers } from '#domain/kernel/stored.ts';

const Sum = stored({ amount: z.int() });
const Step = stored({ stepId: z.string(), pay: z.optional(Sum), tags: z.array(z.string()) }, { id: 'stepId' });
const Plan = stored({
  steps: z.array(Step),
  reduced: z.nullable(
    z.discriminatedUnion('by', [stored({ by: z.literal('sum'), sum: Sum }), stored({ by: z.literal('share') })]),
  ),
  pays: z._default(z.record(z.string(), Sum), {}),
});
const step = (stepId: string, other: object = {}) => ({ stepId, pay: { amount: 1 }, tags: ['a'], ...other });
const plan = {
  steps: [step('one'), step('two')],
  reduced: { by: 'sum', sum: { amount: 2 } },
  pays: { timo: { amount: 3 } },
};
const later = {
  steps: [step('one', { level: 1, pay: { amount: 1, taxed: true } }), step('two', { level: 2 })],
  reduced: { by: 'sum', sum: { amount: 2, taxed: true }, why: 'friends' },
  pays: { timo: { amount: 3, taxed: true } },
  color: 'blue',
};

describe('a stored value', () => {
  it('shows what its schema names, however deep', () => {
    expect(knownMembers(Plan, later)).toEqual(plan);
    expect(knownMembers(Plan, { ...later, reduced: null })).toEqual({ ...plan, reduced: null });
    expect(knownMembers(z.optional(Sum), undefined)).toBeUndefined();
  });

  it('sent back as it was shown is unchanged', () => {
    expect(withUnknownMembers(Plan, later, { steps: plan.steps, reduced: plan.reduced, pays: later.pays })).toEqual(
      later,
    );
  });

  it('that is changed keeps unknown members, and loses known members that are left out', () => {
    const changed = {
      steps: [step('two', { pay: undefined }), step('new'), step('one', { pay: { amount: 9 } })],
      reduced: null,
    };
    expect(withUnknownMembers(Plan, later, changed)).toEqual({
      steps: [
        step('two', { pay: undefined, level: 2 }),
        step('new'),
        step('one', { level: 1, pay: { amount: 9, taxed: true } }),
      ],
      reduced: null,
      color: 'blue',
    });
  });

  it('keeps members with names that every object has, such as toString', () => {
    const odd = { ...step('one'), constructor: 'x', toString: 'y' };
    expect(Object.keys(knownMembers(Step, odd))).toEqual(['stepId', 'pay', 'tags']);
    expect(withUnknownMembers(Step, odd, step('one', { tags: ['b'] }))).toEqual({ ...odd, tags: ['b'] });
  });

  it('uses each old part once, and unchanged parts first', () => {
    const [one, two] = [step('one', { tags: ['a'], level: 1 }), step('one', { tags: ['b'], level: 2 })];
    const said = (...steps: object[]) => withUnknownMembers(z.array(Step), [one, two], steps);
    const shown = (part: object) => knownMembers(Step, part);
    const changed = step('one', { tags: ['c'] });
    expect(said(shown(one), changed)).toEqual([one, { ...changed, level: 2 }]);
    expect(said(changed, shown(two))).toEqual([{ ...changed, level: 1 }, two]);
    expect(said(shown(one), shown(two), changed)).toEqual([one, two, changed]);
  });

  it('keeps unknown members of a part without an id only if the part is sent back unchanged', () => {
    const sums = [
      { amount: 1, taxed: true },
      { amount: 2, taxed: true },
    ];
    expect(withUnknownMembers(z.array(Sum), sums, [{ amount: 2 }, { amount: 3 }])).toEqual([sums[1], { amount: 3 }]);
  });

  it('that becomes another type, or did not exist, is what was sent', () => {
    expect(withUnknownMembers(Plan.shape.reduced, later.reduced, { by: 'share' })).toEqual({ by: 'share' });
    for (const nothing of [null, undefined]) expect(withUnknownMembers(Plan, nothing, plan)).toEqual(plan);
  });

  it('with two equal parts keeps both', () => {
    const duplicates = [step('one', { tags: ['a'], level: 1 }), step('one', { tags: ['b'], level: 2 })];
    const shown = knownMembers(z.array(Step), duplicates);
    expect(withUnknownMembers(z.array(Step), duplicates, shown.toReversed())).toEqual(duplicates.toReversed());
  });
});
